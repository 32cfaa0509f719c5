//! Cases → weights: a noisy or of logistic experts, fitted by maximum likelihood in stages, as boosting does.
//!
//! First all experts but two, then each of these on what those before it leave. The one for texts word by word, learning with
//! the others, would spare them the spins, and so make them miss what a tool never seen has rewritten. It alone learns from
//! the beginnings of texts, and the last one from texts whose sentences were moved about or left out, and from those of our
//! own.
//!
//! Accelerated gradient descent with restarts (O'Donoghue, Candès, Adaptive Restart for Accelerated Gradient Schemes,
//! Foundations of Computational Mathematics 15, 2015); features are brought to one scale, weights keep their signs.

use crate::cases::{Case, Cases, Form, LATER, Look};

/// Steps of the first stage, and of a later one, which has few weights to find.
const STEPS: [usize; 2] = [2000, 500];
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
        let with_forms = |forms: &[Form]| -> Vec<&Case> {
            let is_meant =
                |case: &&Case| (case.form == Form::Whole || forms.contains(&case.form)) && keep(case);
            cases.pairs.iter().filter(is_meant).collect()
        };
        let later = LATER.map(|(name, _)| cases.experts.iter().position(|expert| expert.name == name));
        let first: Vec<usize> =
            (0..cases.experts.len()).filter(|&expert| !later.contains(&Some(expert))).collect();
        let start = Self::start(cases);
        let mut model = Self { weights: start.weights.clone() };
        for expert in later.into_iter().flatten() {
            model.silence(expert);
        }
        model = model.learnt(cases, &with_forms(&[]), &first, STEPS[0]);
        for (expert, (_, forms)) in later.into_iter().zip(LATER) {
            let Some(expert) = expert else { continue };
            model.weights[expert].clone_from(&start.weights[expert]);
            model = model.learnt(cases, &with_forms(forms), &[expert], STEPS[1]);
        }
        model
    }

    /// Has an expert trust nothing.
    fn silence(&mut self, expert: usize) {
        if let Some((bias, weights)) = self.weights[expert].split_last_mut() {
            weights.fill(0.0);
            *bias = f64::NEG_INFINITY;
        }
    }

    /// The weights that make the cases likeliest, where only some experts learn.
    ///
    /// Steps are taken where each feature has a mean of 0 and a spread of 1: as they are, the means of all stand against the
    /// bias, and the way to the best weights is a narrow valley.
    fn learnt(self, cases: &Cases, kept: &[&Case], experts: &[usize], steps: usize) -> Self {
        let scales = Scale::of_all(cases, kept);
        let cases_in_scale: Vec<Case> = kept.iter().map(|case| Scale::case(&scales, case)).collect();
        let to_scale = |weights: (&Scale, &Vec<f64>)| weights.0.weights(weights.1);
        let mut model = Self { weights: scales.iter().zip(&self.weights).map(to_scale).collect() };
        let mut ahead = model.weights.clone();
        let (mut momentum, mut step, mut before) = (1.0_f64, 0.5, f64::INFINITY);
        for _ in 0..steps {
            let looking = Self { weights: ahead.clone() };
            let (loss, gradient) = looking.loss(&cases_in_scale, &scales);
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
                    let moved = keep_sign(cases, expert, at, ahead[expert][at] - step * slope);
                    let old = std::mem::replace(&mut model.weights[expert][at], moved);
                    ahead[expert][at] =
                        keep_sign(cases, expert, at, moved + (momentum - 1.0) / next * (moved - old));
                }
            }
            momentum = next;
        }
        let from_scale = |weights: (&Scale, &Vec<f64>)| weights.0.weights_as_they_are(weights.1);
        Self { weights: scales.iter().zip(&model.weights).map(from_scale).collect() }
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
    fn loss(&self, cases: &[Case], scales: &[Scale]) -> (f64, Vec<Vec<f64>>) {
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
        for ((slope, weights), scale) in slope.iter_mut().zip(&self.weights).zip(scales) {
            for ((slope, weight), spread) in slope.iter_mut().zip(weights).zip(&scale.spreads) {
                *slope += 2.0 * RIDGE * weight / (spread * spread);
                loss += RIDGE * (weight / spread).powi(2);
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

/// The mean and the spread of each feature of an expert.
struct Scale {
    means: Vec<f64>,
    spreads: Vec<f64>,
}

impl Scale {
    /// The scale of each expert.
    fn of_all(cases: &Cases, kept: &[&Case]) -> Vec<Self> {
        let of = |expert: usize| {
            let values = || {
                let looks = kept.iter().flat_map(|case| &case.looks);
                looks.filter(move |look| look.0 == expert).map(|look| &look.1)
            };
            let count = values().count().max(1) as f64;
            let mean = |feature: usize| values().map(|values| values[feature]).sum::<f64>() / count;
            let means: Vec<f64> = (0..cases.experts[expert].features.len()).map(mean).collect();
            let spread = |(feature, mean): (usize, &f64)| {
                let squares = values().map(|values| (values[feature] - mean).powi(2));
                (squares.sum::<f64>() / count).sqrt().max(1e-3)
            };
            let spreads = means.iter().enumerate().map(spread).collect();
            Self { means, spreads }
        };
        (0..cases.experts.len()).map(of).collect()
    }

    /// A case in the scales of its experts.
    fn case(scales: &[Self], case: &Case) -> Case {
        let look = |(expert, values): &Look| {
            let Self { means, spreads } = &scales[*expert];
            let values = values.iter().zip(means).zip(spreads);
            (*expert, values.map(|((value, mean), spread)| (value - mean) / spread).collect())
        };
        Case { looks: case.looks.iter().map(look).collect(), ..case.clone() }
    }

    /// Weights and bias for features in this scale.
    fn weights(&self, weights: &[f64]) -> Vec<f64> {
        let Some((bias, weights)) = weights.split_last() else { return Vec::new() };
        let at_mean: f64 = weights.iter().zip(&self.means).map(|(weight, mean)| weight * mean).sum();
        let scaled = weights.iter().zip(&self.spreads).map(|(weight, spread)| weight * spread);
        scaled.chain([bias + at_mean]).collect()
    }

    /// Weights and bias for features as they are.
    fn weights_as_they_are(&self, weights: &[f64]) -> Vec<f64> {
        let Some((bias, weights)) = weights.split_last() else { return Vec::new() };
        let weights: Vec<f64> =
            weights.iter().zip(&self.spreads).map(|(weight, spread)| weight / spread).collect();
        let at_mean: f64 = weights.iter().zip(&self.means).map(|(weight, mean)| weight * mean).sum();
        weights.into_iter().chain([bias - at_mean]).collect()
    }
}
