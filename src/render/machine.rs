//! What machines read: the sitemap, `robots.txt`, redirects and headers in the form static hosts know.

use std::fmt::Write;

use crate::markdown::html::escaped;
use crate::site::{Page, RedirectKind};

use super::{Making, Output};

/// A policy under which nothing inline runs and nothing foreign loads. Pictures and recordings may come from elsewhere.
const POLICY: &str = "default-src 'self'; img-src 'self' https: data:; media-src 'self' https:; object-src 'none'; \
base-uri 'self'; frame-ancestors 'self'; form-action 'self' https: mailto:; require-trusted-types-for 'script'";

/// Addresses a sitemap may hold (sitemaps.org, 0.9).
const MOST_ADDRESSES: usize = 50_000;

/// Writes the files.
pub(super) fn write(making: &Making, output: &mut Output) {
    sitemap(making, output);
    output.put("robots.txt", robots(making).into_bytes());
    output.put("_headers", headers(making).into_bytes());
    output.put("_redirects", redirects(making).into_bytes());
}

/// Lists every page that search engines should know, with its languages. Without a base address there is none; beyond
/// 50,000 addresses an index names several.
fn sitemap(making: &Making, output: &mut Output) {
    let addresses = addresses(making);
    if addresses.is_empty() {
        return;
    }
    let parts: Vec<&[String]> = addresses.chunks(MOST_ADDRESSES).collect();
    if let [only] = parts.as_slice() {
        output.put("sitemap.xml", urlset(only).into_bytes());
        return;
    }
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (number, part) in parts.iter().enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        if let Some(url) = making.frames.absolute(&format!("/{name}")) {
            let _ = writeln!(index, "<sitemap><loc>{}</loc></sitemap>", escaped(&url));
        }
        output.put(&name, urlset(part).into_bytes());
    }
    index.push_str("</sitemapindex>\n");
    output.put("sitemap.xml", index.into_bytes());
}

/// Makes the `<url>` of every address that search engines should know.
fn addresses(making: &Making) -> Vec<String> {
    let site = making.site;
    let changed =
        |page: &Page| page.front.updated.as_ref().map(|date| &date.value).or_else(|| site.changed.get(&page.path)).cloned();
    let places = site.places.iter().filter(|place| place.indexed);
    let mut urls: Vec<String> = places
        .filter_map(|place| {
            let changed = place.page.and_then(|page| changed(site.page(page)));
            Some(url(&making.frames.absolute(&place.address)?, changed.as_deref().and_then(|date| date.get(..10))))
        })
        .collect();
    urls.sort();
    urls.dedup();
    urls
}

fn url(address: &str, changed: Option<&str>) -> String {
    let changed = changed.map(|date| format!("<lastmod>{}</lastmod>", escaped(date))).unwrap_or_default();
    format!("<url><loc>{}</loc>{changed}</url>", escaped(address))
}

fn urlset(urls: &[String]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    urls.iter().for_each(|url| {
        xml.push_str(url);
        xml.push('\n');
    });
    xml.push_str("</urlset>\n");
    xml
}

/// Only the public site is for search engines.
fn robots(making: &Making) -> String {
    if making.site.options.audience != "public" || making.site.options.drafts {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let sitemap = making.frames.absolute("/sitemap.xml").map(|url| format!("\nSitemap: {url}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

/// Headers in the form that Netlify and Cloudflare Pages read.
fn headers(making: &Making) -> String {
    let base = making.frames.href("/");
    let lasting = "  Cache-Control: public, max-age=31536000, immutable\n";
    let languages = making.site.config.languages.iter().filter(|_| making.site.config.search);
    let shards: String = languages.map(|language| format!("\n{base}search/{language}/i/*\n{lasting}")).collect();
    format!(
        "{base}*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n\n{base}assets/*\n{lasting}{shards}"
    )
}

/// Redirects in the form that Netlify and Cloudflare Pages read; a permanent id may lead elsewhere one day.
fn redirects(making: &Making) -> String {
    let mut lines = String::new();
    for redirect in &making.site.redirects {
        let status = if redirect.kind == RedirectKind::Permanent { 302 } else { 301 };
        let _ = writeln!(lines, "{} {} {status}", making.frames.href(&redirect.from), making.frames.href(&redirect.to));
    }
    lines
}
