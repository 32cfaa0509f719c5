//! Spintax → copies, with where each choice stands in each copy.

use std::ops::Range;

use unspin::token::{Token, tokenize};

use crate::support::Random;

/// A piece of spintax.
enum Node {
    Text(String),
    Choice(Vec<Vec<Node>>),
}

/// A template with slots, which may hold slots.
pub(crate) struct Spintax(Vec<Node>);

/// A copy drawn from it.
pub(crate) struct Expansion {
    pub(crate) text: String,
    /// For each outer slot of the spintax, in order: the words of the copy that stand for it.
    pub(crate) slots: Vec<Range<usize>>,
}

impl Spintax {
    pub(crate) fn parse(source: &str) -> Self {
        let mut rest = source.trim_end();
        let nodes = parse(&mut rest);
        assert!(rest.is_empty(), "unbalanced: {rest}");
        Self(nodes)
    }

    pub(crate) fn expand(&self, random: &mut Random) -> Expansion {
        let mut text = String::new();
        let mut bytes = Vec::new();
        for node in &self.0 {
            let start = text.len();
            write(node, random, &mut text);
            if matches!(node, Node::Choice(_)) {
                bytes.push(start..text.len());
            }
        }
        let tokens = tokens(&text);
        let before = |byte: usize| tokens.partition_point(|token| token.span.start() < byte);
        let slots = bytes.into_iter().map(|bytes| before(bytes.start)..before(bytes.end)).collect();
        Expansion { text, slots }
    }
}

pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens
}

fn parse(rest: &mut &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    while let Some(end) = rest.find(['{', '|', '}']) {
        if end > 0 {
            nodes.push(Node::Text(rest[..end].to_owned()));
        }
        if !rest[end..].starts_with('{') {
            *rest = &rest[end..];
            return nodes;
        }
        *rest = &rest[end..];
        let mut choices = Vec::new();
        while !rest.starts_with('}') {
            *rest = &rest[1..];
            choices.push(parse(rest));
        }
        *rest = &rest[1..];
        nodes.push(Node::Choice(choices));
    }
    if !rest.is_empty() {
        nodes.push(Node::Text((*rest).to_owned()));
        *rest = "";
    }
    nodes
}

fn write(node: &Node, random: &mut Random, text: &mut String) {
    match node {
        Node::Text(piece) => text.push_str(piece),
        Node::Choice(choices) => {
            let choice = random.pick(choices);
            for node in choice {
                write(node, random, text);
            }
        }
    }
}
