//! Checked front matter becomes typed: wrong values are gone by now, so whatever is missing is absent.

use super::entry::{Evidence, FaqSource, FrontMatter, ImageFacts, Review, Status, Touch, TouchDecision};
use crate::source::Located;
use crate::values::{Value, days_of};

/// Reads the keys that every kind may have.
pub(super) fn front_matter(table: &Value) -> FrontMatter {
    FrontMatter {
        title: table.text("title"),
        description: table.text("description"),
        slug: table.text("slug"),
        order: table.integer("order"),
        weight: table.integer("weight"),
        draft: table.boolean("draft"),
        date: table.text("date"),
        updated: table.text("updated"),
        aliases: table.texts("aliases"),
        tags: table.texts("tags"),
        noindex: table.boolean("noindex"),
        keywords: table.texts("keywords"),
        id: table.text("id"),
        owner: table.text("owner"),
        step: table.text("step"),
        verified: table.text("verified"),
        since: table.text("since"),
        features: table.texts("features"),
        screens: table.texts("screens"),
        review: table.read("review", review),
        review_reason: table.text("review_reason"),
        audience: table.texts("audience"),
        plans: table.texts("plans"),
        roles: table.texts("roles"),
        next: table.texts("next"),
        related: table.texts("related"),
        resolves: table.boolean("resolves"),
        intents: table.texts("intents"),
        icon: table.text("icon"),
        ..states(table)
    }
}

/// Reads the facets, where a page stands and where it comes from.
fn states(table: &Value) -> FrontMatter {
    FrontMatter {
        product: table.texts("product"),
        lifecycle: table.texts("lifecycle"),
        benefit: table.texts("benefit"),
        segments: table.texts("segments"),
        why: table.text("why"),
        publish_at: table.text("publish_at"),
        expire_at: table.text("expire_at"),
        translated: table
            .get("translated")
            .map(Value::pairs)
            .unwrap_or_default()
            .iter()
            .filter_map(|(section, hash)| Some((section.value.clone(), Located::new(hash.as_text()?.to_owned(), hash.span))))
            .collect(),
        status: table.read("status", status),
        evidence: table.get("evidence").map(Value::items).unwrap_or_default().iter().map(evidence).collect(),
        touch: table.read("touch", touch),
        touch_decision: table.get("touch_decision").map(|value| Located::new(touch_decision(value), value.span)),
        source: table.get("source").map(|value| Located::new(faq_source(value), value.span)),
        images: table
            .get("images")
            .map(Value::pairs)
            .unwrap_or_default()
            .iter()
            .map(|(path, facts)| (path.clone(), image_facts(facts)))
            .collect(),
        ..FrontMatter::default()
    }
}

fn review(text: &str) -> Option<Review> {
    match (text, days_of(text)) {
        ("never", _) => Some(Review::Never),
        (_, Some((days, 0))) => Some(Review::Days(days)),
        (_, Some((_, months))) => Some(Review::Months(months)),
        _ => None,
    }
}

fn status(text: &str) -> Option<Status> {
    match text {
        "draft" => Some(Status::Draft),
        "pilot" => Some(Status::Pilot),
        "published" => Some(Status::Published),
        _ => None,
    }
}

fn touch(text: &str) -> Option<Touch> {
    match text {
        "low" => Some(Touch::Low),
        "high" => Some(Touch::High),
        _ => None,
    }
}

fn evidence(table: &Value) -> Evidence {
    Evidence { kind: table.text("kind"), reference: table.text("ref"), cases: table.integer("cases"), on: table.text("on") }
}

fn touch_decision(table: &Value) -> TouchDecision {
    TouchDecision { why: table.word("why"), agreed_by: table.word("agreed_by"), on: table.word("on") }
}

fn faq_source(table: &Value) -> FaqSource {
    FaqSource {
        channel: table.word("channel"),
        reference: table.word("ref"),
        asked: table.integer("asked").map(|asked| asked.value),
        last_asked: table.word("last_asked"),
    }
}

/// Reads what a picture shows.
pub(super) fn image_facts(table: &Value) -> ImageFacts {
    ImageFacts { screen: table.text("screen"), captured: table.text("captured") }
}
