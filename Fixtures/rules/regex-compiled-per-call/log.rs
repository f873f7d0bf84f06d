use regex::Regex;
use std::sync::LazyLock;

static LEVEL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"ERROR|WARN").unwrap()); // wattlint-ok: regex-compiled-per-call

pub fn stamps(lines: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for line in lines {
        let stamp = Regex::new(r"^\d{4}-\d{2}-\d{2}").unwrap(); // wattlint-expect: regex-compiled-per-call
        if let Some(hit) = stamp.find(line) {
            found.push(hit.as_str().to_string());
        }
    }
    found
}

pub fn numbers(lines: &[String]) -> usize {
    let mut count = 0;
    for line in lines {
        if is_number(line) {
            count += 1;
        }
    }
    count
}

fn is_number(text: &str) -> bool {
    Regex::new(r"^\d+$").unwrap().is_match(text) // wattlint-expect: regex-compiled-per-call
}

pub fn levels(lines: &[String]) -> usize {
    let word = Regex::new(r"\w+").unwrap(); // wattlint-ok: regex-compiled-per-call
    lines.iter().filter(|line| word.is_match(line) && LEVEL.is_match(line)).count()
}

pub fn matching(lines: &[String], word: &str) -> usize {
    let mut count = 0;
    for line in lines {
        let own = Regex::new(&format!(r"\b{}\b", word)).unwrap(); // wattlint-ok: regex-compiled-per-call
        if own.is_match(line) {
            count += 1;
        }
    }
    count
}
