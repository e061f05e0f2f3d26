//! The keys as JSON Schema 2020-12, for editors.

use serde_json::{Map, Value as Json, json};

use super::shape::{Key, Shape};

/// Writes a table's keys as one object schema with Japanese descriptions. A key with a shape of its own in several kinds
/// accepts any of them, since an editor can't know the kind.
pub fn schema(keys: &[Key]) -> Json {
    let mut properties = Map::new();
    for key in keys {
        let own = describe(key);
        match properties.get_mut(key.name) {
            None => {
                properties.insert(key.name.to_owned(), own);
            }
            Some(Json::Object(known)) if known.contains_key("anyOf") && known.len() == 1 => {
                if let Some(Json::Array(all)) = known.get_mut("anyOf") {
                    all.push(own);
                }
            }
            Some(known) => *known = json!({ "anyOf": [known.clone(), own] }),
        }
    }
    json!({ "type": ["object", "null"], "properties": properties, "additionalProperties": false })
}

fn describe(key: &Key) -> Json {
    let mut schema = of_shape(&key.shape);
    if let Json::Object(map) = &mut schema {
        map.insert("description".to_owned(), Json::String(format!("{}\n{}", key.ja, key.en)));
    }
    schema
}

/// A blank value is the same as no key, so everything may also be null.
fn of_shape(shape: &Shape) -> Json {
    match shape {
        Shape::Text => json!({ "type": ["string", "number", "boolean", "null"] }),
        Shape::Judged(rule) => {
            let mut schema = json!({ "type": ["string", "number", "null"], "examples": [rule.example] });
            if let (Some(pattern), Json::Object(map)) = (rule.pattern, &mut schema) {
                map.insert("pattern".to_owned(), json!(pattern));
            }
            schema
        }
        Shape::Integer(least, most) if *most == i64::MAX => json!({ "type": ["integer", "null"], "minimum": least }),
        Shape::Integer(least, most) => json!({ "type": ["integer", "null"], "minimum": least, "maximum": most }),
        Shape::Boolean => json!({ "type": ["boolean", "null"] }),
        Shape::Choice(choices) => {
            let all: Vec<Json> = choices.iter().map(|choice| json!(choice)).chain([Json::Null]).collect();
            json!({ "enum": all })
        }
        Shape::List(item) => {
            let item = of_shape(item);
            json!({ "anyOf": [{ "type": "array", "items": item.clone() }, item] })
        }
        Shape::Sentences => of_shape(&Shape::List(&Shape::Text)),
        Shape::Table(keys) => {
            let mut schema = schema(keys);
            let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
            if let (false, Json::Object(map)) = (required.is_empty(), &mut schema) {
                map.insert("required".to_owned(), json!(required));
            }
            schema
        }
        Shape::Map(item) => json!({ "type": ["object", "null"], "additionalProperties": of_shape(item) }),
        Shape::Either(scalar, other) => json!({ "anyOf": [of_shape(scalar), of_shape(other)] }),
    }
}
