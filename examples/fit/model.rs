//! Cases → weights: a noisy or of logistic experts, fitted by maximum likelihood in two stages, as boosting does.
//!
//! First all experts but one, then that one on what they leave. The last is the one for texts word by word: learning with
//! the others it would spare them the spins, and so make them miss what a tool never seen has rewritten. It alone learns
//! from the beginnings of texts.
//!
//! Accelerated gradient descent with restarts (O'Donoghue, Candès, Adaptive Restart for Accelerated Gradient Schemes,
//! Foundations of Computational Mathematics 15, 2015); features are scaled by their spread, weights keep their signs.

use crate::cases::{Case, Cases, LAST, Look};

/// Steps of the first stage, and of the last, which has few weights to find.
const STEPS: [usize; 2] = [4000, 400];
/// Price of a weight's square: keeps weights finite where the pairs would let them grow for ever.
const RIDGE: f64 = 1e-6;

/// The weights of the experts.
pub(crate) struct Model {
    /// For each expert the weight of each feature, and the bias at the end.
    weights: Vec<Vec<f64>>,
}

impl Model {
    /// Fits the cases that `keep` allows.
    pub(crate) fn fit(cases: &Cases, keep: &dyn Fn(&Case) -> bool) -> Self {
        let kept: Vec<&Case> = cases.pairs.iter().filter(|case| keep(case)).collect();
        let whole: Vec<&Case> = kept.iter().copied().filter(|case| !case.is_beginning).collect();
        let (last, first): (Vec<usize>, Vec<usize>) =
            (0..cases.experts.len()).partition(|&expert| cases.experts[expert].name == LAST);
        let mut silent = Self::start(cases);
        for &expert in &last {
            silent.weights[expert].fill(0.0);
            silent.weights[expert][cases.experts[expert].features.len()] = f64::NEG_INFINITY;
        }
        let mut model = silent.learnt(cases, &whole, &first, STEPS[0]);
        for &expert in &last {
            model.weights[expert].clone_from(&Self::start(cases).weights[expert]);
        }
        model.learnt(cases, &kept, &last, STEPS[1])
    }

    /// The weights that make the cases likeliest, where only some experts learn.
    fn learnt(self, cases: &Cases, kept: &[&Case], experts: &[usize], steps: usize) -> Self {
        let mut model = self;
        let scales = scales(cases, kept);
        let mut ahead = model.weights.clone();
        let (mut momentum, mut step, mut before) = (1.0_f64, 0.5, f64::INFINITY);
        for _ in 0..steps {
            let looking = Self { weights: ahead.clone() };
            let (loss, gradient) = looking.loss(kept);
            if loss > before {
                // Overshot: on from where it was best, at a smaller step, without momentum.
                (momentum, step) = (1.0, step * 0.7);
                ahead.clone_from(&model.weights);
                before = f64::INFINITY;
                continue;
            }
            before = loss;
            step *= 1.02;
            let next = 0.5 * (1.0 + (1.0 + 4.0 * momentum * momentum).sqrt());
            for &expert in experts {
                for (at, slope) in gradient[expert].iter().enumerate() {
                    let scale = scales[expert][at];
                    let moved =
                        keep_sign(cases, expert, at, ahead[expert][at] - step * slope / (scale * scale));
                    let old = std::mem::replace(&mut model.weights[expert][at], moved);
                    ahead[expert][at] =
                        keep_sign(cases, expert, at, moved + (momentum - 1.0) / next * (moved - old));
                }
            }
            momentum = next;
        }
        model
    }

    /// The weights in use are a good place to start from.
    fn start(cases: &Cases) -> Self {
        let of = |expert: &crate::cases::Expert| {
            expert.features.iter().map(|feature| feature.weight).chain([expert.bias]).collect()
        };
        Self { weights: cases.experts.iter().map(of).collect() }
    }

    /// The probability that a pair is a copy.
    pub(crate) fn score(&self, case: &Case) -> f64 {
        1.0 - self.votes(case).map(|(_, trust)| 1.0 - trust).product::<f64>()
    }

    /// The look of each expert that it trusts most: the one for passages alone has one for each passage.
    fn votes<'a>(&self, case: &'a Case) -> impl Iterator<Item = (&'a Look, f64)> {
        let trusted = case.looks.iter().map(|look| (look, self.trust(look))).collect::<Vec<_>>();
        (0..self.weights.len()).filter_map(move |expert| {
            let of_expert = trusted.iter().filter(|(look, _)| look.0 == expert);
            of_expert.copied().max_by(|one, other| one.1.total_cmp(&other.1))
        })
    }

    fn trust(&self, (expert, values): &Look) -> f64 {
        let weights = &self.weights[*expert];
        let sum: f64 = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-(sum + weights[values.len()]).clamp(-30.0, 30.0)).exp())
    }

    /// The mean loss of the cases, and its slope along each weight.
    fn loss(&self, cases: &[&Case]) -> (f64, Vec<Vec<f64>>) {
        let all: f64 = cases.iter().map(|case| case.weight).sum();
        let mut slope: Vec<Vec<f64>> = self.weights.iter().map(|weights| vec![0.0; weights.len()]).collect();
        let mut loss = 0.0;
        let mut votes = Vec::new();
        for case in cases {
            votes.clear();
            votes.extend(self.votes(case));
            let missed: f64 =
                votes.iter().map(|(_, trust)| 1.0 - trust).product::<f64>().clamp(1e-9, 1.0 - 1e-9);
            loss -= case.weight / all * if case.is_copy { (1.0 - missed).ln() } else { missed.ln() };
            for &((expert, values), trust) in &votes {
                let pull =
                    case.weight / all * if case.is_copy { -trust * missed / (1.0 - missed) } else { trust };
                let slope = &mut slope[*expert];
                for (slope, value) in slope.iter_mut().zip(values) {
                    *slope += pull * value;
                }
                slope[values.len()] += pull;
            }
        }
        for (slope, weights) in slope.iter_mut().zip(&self.weights) {
            let features = weights.len() - 1;
            for (slope, weight) in slope.iter_mut().zip(&weights[..features]) {
                *slope += 2.0 * RIDGE * weight;
                loss += RIDGE * weight * weight;
            }
        }
        (loss, slope)
    }

    /// The weights, one a line, with what they weigh.
    pub(crate) fn listing(&self, cases: &Cases) -> String {
        let expert = |(expert, weights): (&crate::cases::Expert, &Vec<f64>)| {
            let features = expert.features.iter().zip(weights);
            let lines = features.map(|(feature, weight)| format!("    {weight:>6.2}  {}", feature.meaning));
            let head = format!("  {}: bias {:.2}", expert.name, weights[expert.features.len()]);
            std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
        };
        cases.experts.iter().zip(&self.weights).map(expert).collect::<Vec<_>>().join("\n")
    }
}

/// A weight on the side of nought where it was; the bias goes where it will.
fn keep_sign(cases: &Cases, expert: usize, at: usize, weight: f64) -> f64 {
    match cases.experts[expert].features.get(at) {
        Some(feature) if feature.weight < 0.0 => weight.min(0.0),
        Some(_) => weight.max(0.0),
        None => weight,
    }
}

/// The root of the mean square of each feature; 1 for the bias.
fn scales(cases: &Cases, kept: &[&Case]) -> Vec<Vec<f64>> {
    let mut sums: Vec<(Vec<f64>, f64)> =
        cases.experts.iter().map(|expert| (vec![0.0; expert.features.len()], 0.0)).collect();
    for (expert, values) in kept.iter().flat_map(|case| &case.looks) {
        let (squares, count) = &mut sums[*expert];
        squares.iter_mut().zip(values).for_each(|(square, value)| *square += value * value);
        *count += 1.0;
    }
    let scale = |(squares, count): (Vec<f64>, f64)| -> Vec<f64> {
        squares.iter().map(|square| (square / count.max(1.0)).sqrt().max(1e-3)).chain([1.0]).collect()
    };
    sums.into_iter().map(scale).collect()
}
