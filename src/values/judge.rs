//! The rules for texts: dates, ids, addresses, colours and the like, each with the right text where it can be guessed.

use jiff::civil::{Date, DateTime};

use super::shape::{Judge, Verdict};

/// A permanent id: `[a-z0-9-]`.
pub const ID: Judge = Judge {
    wording: "wrong-value.id",
    example: "export-csv",
    pattern: Some("^[a-z0-9-]+$"),
    words: ("英小文字・数字・ハイフン", "lower-case letters, digits and hyphens"),
    bare: true,
    judge: id,
};
/// A release's name: any text.
pub const RELEASE: Judge = Judge {
    wording: "wrong-value.date",
    example: "2026.47",
    pattern: None,
    words: ("リリースの名前", "a release's name"),
    bare: true,
    judge: release,
};
/// An ISO date.
pub const DATE: Judge = Judge {
    wording: "wrong-value.date",
    example: "2026-11-25",
    pattern: Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    words: ("日付", "a date"),
    bare: true,
    judge: date,
};
/// An ISO date, or a date and time.
pub const MOMENT: Judge = Judge {
    wording: "wrong-value.moment",
    example: "2026-11-25T10:00",
    pattern: Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].+)?$"),
    words: ("日付、または日付と時刻", "a date, or a date and time"),
    bare: true,
    judge: moment,
};
/// The start of a webinar: a date and time.
pub const WEBINAR_START: Judge = Judge { wording: "wrong-value.start", judge: start, ..MOMENT };
/// How long a check holds.
pub const REVIEW: Judge = Judge {
    wording: "wrong-value.review",
    example: "90d",
    pattern: Some("^([0-9]+ *(d|days?|w|weeks?|m|months?|y|years?|日|週間?|[かヶケカ]月|年)|never)$"),
    words: ("`90d`、`6 months`、`never`", "`90d`, `6 months` or `never`"),
    bare: false,
    judge: |text| if days_of(text).is_some() || text == "never" { Verdict::Fine } else { Verdict::Wrong(None) },
};
/// An address readers are sent to: `https:`, `http:`, `mailto:` or `tel:`.
pub const URL: Judge = Judge {
    wording: "wrong-value.url",
    example: "https://example.com/contact",
    pattern: Some("^(https?|mailto|tel):"),
    words: ("アドレス（https、http、mailto、tel）", "an address (https, http, mailto, tel)"),
    bare: false,
    judge: url,
};
/// Where the site will be served.
pub const BASE_URL: Judge = Judge {
    wording: "wrong-value.base-url",
    example: "https://help.example.com",
    pattern: Some("^https?://[^?#]+$"),
    words: ("サイトのアドレス", "the site's address"),
    bare: false,
    judge: base_url,
};
/// An address of a page or file: a path from the root, or `https:`.
pub const ADDRESS: Judge = Judge {
    wording: "wrong-value.address",
    example: "/billing/export/",
    pattern: None,
    words: ("ページかファイルのアドレス", "an address of a page or file"),
    bare: false,
    judge: address,
};
/// One part of an address.
pub const SEGMENT: Judge = Judge {
    wording: "wrong-value.segment",
    example: "export-csv",
    pattern: Some("^[^/?#]+$"),
    words: ("アドレスの一部分", "one part of an address"),
    bare: true,
    judge: segment,
};
/// A folder or file inside the site.
pub const FOLDER: Judge = Judge {
    wording: "wrong-value.path",
    example: "content/legal",
    pattern: None,
    words: ("サイトの中のフォルダ", "a folder inside the site"),
    bare: false,
    judge: folder,
};
/// A script of `static/`, as pages address it.
pub const SCRIPT: Judge = Judge {
    wording: "wrong-value.script",
    example: "/js/analytics.js",
    pattern: Some("^/[^?#]+\\.m?js$"),
    words: ("static/ の中のスクリプト", "a script in static/"),
    bare: false,
    judge: script,
};
/// An IANA time zone.
pub const TIME_ZONE: Judge = Judge {
    wording: "wrong-value.timezone",
    example: "Asia/Tokyo",
    pattern: None,
    words: ("タイムゾーンの名前", "a time zone's name"),
    bare: false,
    judge: time_zone,
};
/// A language as in BCP 47, without the rarer parts: `ja`, `zh-Hant`.
pub const LANGUAGE: Judge = Judge {
    wording: "wrong-value.language",
    example: "ja",
    pattern: Some("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"),
    words: ("言語の記号", "a language's code"),
    bare: false,
    judge: language,
};
/// A number from 0 to 1.
pub const SHARE: Judge = Judge {
    wording: "wrong-value.share",
    example: "0.3",
    pattern: None,
    words: ("0から1までの数", "a number from 0 to 1"),
    bare: true,
    judge: |text| fine_if(text.parse::<f64>().is_ok_and(|share| (0.0..=1.0).contains(&share))),
};
/// A CSS colour that can't hold anything else.
pub const COLOUR: Judge = Judge {
    wording: "wrong-value.colour",
    example: "#0d5f86",
    pattern: None,
    words: ("CSSの色", "a CSS colour"),
    bare: false,
    judge: |text| if is_colour(text) { Verdict::Fine } else { Verdict::Wrong(hex_without_sign(text)) },
};

fn fine_if(fine: bool) -> Verdict {
    if fine { Verdict::Fine } else { Verdict::Wrong(None) }
}

fn id(text: &str) -> Verdict {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !text.is_empty() && text.chars().all(allowed) {
        return Verdict::Fine;
    }
    let hyphened: String = text.trim().chars().map(|c| if c.is_whitespace() || "_./".contains(c) { '-' } else { c }).collect();
    let lower = hyphened.to_lowercase();
    Verdict::Wrong((!lower.is_empty() && lower.chars().all(allowed)).then_some(lower))
}

/// A release may have any name; only a date that isn't one can be told wrong from the text alone.
fn release(text: &str) -> Verdict {
    let parts: Vec<&str> = text.split('-').collect();
    let like_date = matches!(parts.as_slice(), [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2)
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if like_date { date(text) } else { fine_if(!text.trim().is_empty()) }
}

fn date(text: &str) -> Verdict {
    let is_iso = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-');
    match text.parse::<Date>() {
        Ok(date) if is_iso && in_range(date) => Verdict::Fine,
        _ => Verdict::Wrong(nearest_date(text)),
    }
}

fn moment(text: &str) -> Verdict {
    if text.len() <= 10 {
        return date(text);
    }
    let (Some(day), Some(separator)) = (text.get(..10), text.get(10..11)) else {
        return Verdict::Wrong(nearest_date(text));
    };
    let Verdict::Fine = date(day) else { return Verdict::Wrong(nearest_moment(text)) };
    let is_real = text.parse::<DateTime>().is_ok() || text.parse::<jiff::Timestamp>().is_ok();
    if matches!(separator, "T" | " ") && is_real { Verdict::Fine } else { Verdict::Wrong(nearest_moment(text)) }
}

fn start(text: &str) -> Verdict {
    match moment(text) {
        Verdict::Fine if text.len() > 10 => Verdict::Fine,
        Verdict::Fine => Verdict::Wrong(Some(format!("{text}T15:00"))),
        wrong => wrong,
    }
}

fn in_range(date: Date) -> bool {
    (1900..2200).contains(&date.year())
}

/// Reads the numbers of `2026/2/30`, `2026年2月30日` or `2026-2-30` and takes the last day of that month if there is no such day.
fn nearest_date(text: &str) -> Option<String> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let year: i16 = numbers.next().filter(|part| part.len() == 4)?.parse().ok()?;
    let month: i8 = numbers.next()?.parse().ok()?;
    let day: i8 = numbers.next()?.parse().ok()?;
    let first = Date::new(year, month.clamp(1, 12), 1).ok()?;
    let date = Date::new(year, first.month(), day.clamp(1, first.days_in_month())).ok()?;
    in_range(date).then(|| date.to_string())
}

/// The nearest date with the time as written, if the time is one.
fn nearest_moment(text: &str) -> Option<String> {
    let date = nearest_date(text)?;
    let time = text.get(11..).map(str::trim).unwrap_or_default();
    let moment = format!("{date}T{time}");
    Some(if moment.parse::<DateTime>().is_ok() && !time.is_empty() { moment } else { date })
}

/// Reads a length of time as days and months: `90d` is (90, 0), `1 year` is (0, 12).
pub fn days_of(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: u32 = text.get(..digits)?.parse().ok().filter(|number| (1..=10_000).contains(number))?;
    match text.get(digits..)?.trim() {
        "d" | "day" | "days" | "日" => Some((number, 0)),
        "w" | "week" | "weeks" | "週" | "週間" => Some((number * 7, 0)),
        "m" | "month" | "months" | "か月" | "ヶ月" | "ケ月" | "カ月" => Some((0, number)),
        "y" | "year" | "years" | "年" => Some((0, number * 12)),
        _ => None,
    }
}

fn is_plain_address(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c))
}

fn has_host(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

fn url(text: &str) -> Verdict {
    let is_direct = ["mailto:", "tel:"].iter().any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    if is_plain_address(text) && (has_host(text) || is_direct) {
        return Verdict::Fine;
    }
    let is_mail = text.contains('@') && !text.contains(['/', ':']) && is_plain_address(text);
    let is_host = text.contains('.') && !text.contains(':') && is_plain_address(text) && has_host(&format!("https://{text}"));
    Verdict::Wrong(if is_mail { Some(format!("mailto:{text}")) } else { is_host.then(|| format!("https://{text}")) })
}

fn base_url(text: &str) -> Verdict {
    if is_plain_address(text) && has_host(text) && !text.contains(['?', '#', '@']) {
        return Verdict::Fine;
    }
    let cut = text.split(['?', '#']).next().unwrap_or_default();
    let whole = if cut.contains("://") { cut.to_owned() } else { format!("https://{cut}") };
    Verdict::Wrong((is_plain_address(&whole) && has_host(&whole) && whole.contains('.') && !whole.contains('@')).then_some(whole))
}

fn address(text: &str) -> Verdict {
    let is_local = text.starts_with('/') && !text.starts_with("//") && is_plain_address(text);
    let is_relative = !text.starts_with('/') && !text.contains(':') && is_plain_address(text);
    fine_if(is_local || is_relative || (has_host(text) && is_plain_address(text)))
}

fn segment(text: &str) -> Verdict {
    let strange = |c: char| c.is_control() || c.is_whitespace() || "/\\?#%<>\"".contains(c);
    if !text.is_empty() && !text.contains(strange) && text != "." && text != ".." {
        return Verdict::Fine;
    }
    let trimmed = text.trim().trim_matches('/').replace(char::is_whitespace, "-");
    Verdict::Wrong((!trimmed.is_empty() && !trimmed.contains(strange) && !trimmed.starts_with('.')).then_some(trimmed))
}

fn folder(text: &str) -> Verdict {
    let is_inside = !text.is_empty() && !text.starts_with('/') && !text.contains(['\\', ':']);
    fine_if(is_inside && text.split('/').all(|part| part != ".." && part != ".") && !text.contains(char::is_control))
}

/// What is written as a path of the repository, or without the slash, is meant from `static/`.
fn script(text: &str) -> Verdict {
    let is_script = |text: &str| {
        let inside = text.strip_prefix('/').unwrap_or_default();
        let ends_well = [".js", ".mjs"].iter().any(|ending| inside.strip_suffix(ending).is_some_and(|name| !name.is_empty()));
        ends_well && folder(inside) == Verdict::Fine && !inside.contains(['?', '#']) && !inside.split('/').any(str::is_empty)
    };
    if is_script(text) {
        return Verdict::Fine;
    }
    let path = text.trim();
    let path = path.strip_prefix("./").or_else(|| path.strip_prefix('/')).unwrap_or(path);
    let meant = format!("/{}", path.strip_prefix("static/").unwrap_or(path));
    Verdict::Wrong(is_script(&meant).then_some(meant))
}

fn time_zone(text: &str) -> Verdict {
    if jiff::tz::TimeZone::get(text).is_ok() {
        return Verdict::Fine;
    }
    let common =
        [("japan", "Asia/Tokyo"), ("jst", "Asia/Tokyo"), ("tokyo", "Asia/Tokyo"), ("utc", "UTC"), ("日本", "Asia/Tokyo")];
    let plain = text.to_lowercase();
    let known = common.iter().find(|(name, _)| *name == plain).map(|(_, zone)| (*zone).to_owned());
    let names: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
    Verdict::Wrong(known.or_else(|| crate::diagnostics::nearest(text, names.iter().map(String::as_str)).map(str::to_owned)))
}

fn language(text: &str) -> Verdict {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let begins = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    let goes_on = parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if begins && goes_on {
        return Verdict::Fine;
    }
    let known = match text.to_lowercase().as_str() {
        "日本語" | "japanese" | "jp" | "jpn" => Some("ja"),
        "英語" | "english" => Some("en"),
        _ => None,
    };
    let lower = text.to_lowercase().replace('_', "-");
    let repaired = (lower != text && language(&lower) == Verdict::Fine).then_some(lower);
    Verdict::Wrong(known.map(str::to_owned).or(repaired))
}

fn hex_without_sign(text: &str) -> Option<String> {
    (matches!(text.len(), 3 | 6) && text.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| format!("#{text}"))
}

/// Accepts hex, the colour functions of CSS Color 4 with numbers in them, and names; nothing that could end a declaration.
fn is_colour(text: &str) -> bool {
    if let Some(hex) = text.strip_prefix('#') {
        return matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if let Some((function, rest)) = text.split_once('(') {
        let known = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"].contains(&function);
        let units = rest.strip_suffix(')').map(|inside| inside.replace("deg", "").replace("turn", "").replace("none", "0"));
        return known
            && units.is_some_and(|inside| {
                inside.contains(|c: char| c.is_ascii_digit())
                    && inside.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%' | ' ' | ',' | '/' | '-' | '+'))
            });
    }
    COLOUR_NAMES.split_whitespace().any(|name| name == text)
}

/// The named colours of CSS Color 4, section 6.1.
const COLOUR_NAMES: &str = "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown \
burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray \
darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue \
darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite \
forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki \
lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey \
lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen \
magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen \
mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange \
orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple \
rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray \
slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen";

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
