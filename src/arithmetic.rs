//! Functions of numbers that give the same bits on every machine: multiplications and the bits themselves, since the
//! logarithm and the exponential of a platform may differ in the last one.

/// The binary logarithm, straight between powers of two (at most .09 too low): as good a measure of size or rarity.
/// Nothing below 1 has one; it counts as 0.
pub(crate) fn log2(value: f64) -> f64 {
    const MANTISSA: f64 = (1_u64 << 52) as f64;
    const BIAS: f64 = 1023.0;
    (value.to_bits() as f64 / MANTISSA - BIAS).max(0.0)
}

/// The logistic function, to better than a ten-thousandth: `exp(x) = (1 + x/2^k)^(2^k)` with `k` = 20.
pub(crate) fn logistic(value: f64) -> f64 {
    const DOUBLINGS: u32 = 20;
    let mut power = 1.0 + value.clamp(-30.0, 30.0) / f64::from(1 << DOUBLINGS);
    for _ in 0..DOUBLINGS {
        power *= power;
    }
    power / (1.0 + power)
}

/// 0 at 0, one half at `half`, 1 at infinity.
pub(crate) fn saturating(value: f64, half: f64) -> f64 {
    value / (value + half)
}

/// 0 up to `from`, 1 from `to` on, straight between.
pub(crate) fn hinge(value: f64, from: f64, to: f64) -> f64 {
    ((value - from) / (to - from)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_logarithm_is_a_little_low_and_never_falls(value in 1.0_f64..1e12, factor in 1.0_f64..4.0) {
            prop_assert!((-0.001..=0.09).contains(&(value.log2() - log2(value))));
            prop_assert!(log2(value * factor) >= log2(value));
        }

        #[test]
        fn the_logistic_function_is_the_one_by_exponentials(value in -25.0_f64..25.0) {
            prop_assert!((logistic(value) - 1.0 / (1.0 + (-value).exp())).abs() < 1e-4);
        }
    }

    #[test]
    fn ends_of_the_scales() {
        assert!(log2(0.0).abs() < 1e-12 && log2(0.3).abs() < 1e-12 && (log2(1024.0) - 10.0).abs() < 1e-12);
        assert!(saturating(0.0, 3.0).abs() < 1e-12 && (saturating(3.0, 3.0) - 0.5).abs() < 1e-12);
        assert!(hinge(1.0, 1.0, 2.0).abs() < 1e-12 && (hinge(9.0, 1.0, 2.0) - 1.0).abs() < 1e-12);
    }
}
