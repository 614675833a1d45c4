// SPDX-License-Identifier: Apache-2.0
// For scripts/compare-html: each page in an iframe that runs no scripts and loads nothing; what we read beside what is
// shown (alternatives of pictures, values of fields, options) is put into its place first, style sheets are taken out.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { createReadStream, readFileSync } from "node:fs";

const { chromium } = createRequire(process.env.NODE_MODULES + "/")("playwright-core");

const shown = async (html) => {
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-same-origin";
  document.body.append(frame);
  const page = frame.contentDocument;
  page.open();
  page.write(html);
  page.close();
  const instead = (element, text) => element.replaceWith(page.createTextNode(` ${text ?? ""} `));
  for (const e of page.querySelectorAll("noscript, style, link, script, svg title, svg desc, svg metadata")) e.remove();
  for (const e of page.querySelectorAll("img, input[type=image i]"))
    if (!e.hidden && e.style.display !== "none" && e.style.visibility !== "hidden")
      instead(e, /\.(png|jpe?g|gif|svg|webp|bmp)$/i.test(e.alt) ? "" : e.alt);
  for (const e of page.querySelectorAll("area")) instead(e, e.hasAttribute("alt") ? e.alt : "");
  for (const e of page.querySelectorAll("input"))
    if (e.hidden || e.type === "hidden" || e.style.display === "none" || e.style.visibility === "hidden") e.remove();
    else instead(e, /^(checkbox|radio)$/.test(e.type) ? "" : `${e.placeholder} ${e.getAttribute("value") ?? ""}`);
  for (const e of page.querySelectorAll("textarea, select")) {
    const text = e.localName === "select" ? [...e.options].filter((o) => !o.hidden).map((o) => o.text).join(" ") : `${e.placeholder} ${e.defaultValue}`;
    const block = page.createElement("div");
    block.style.cssText = e.style.cssText;
    block.hidden = e.hidden;
    block.textContent = text;
    e.replaceWith(block);
  }
  for (const e of page.querySelectorAll("details")) e.open = true;
  const text = page.body?.localName === "frameset" ? "" : (page.body?.innerText ?? "");
  frame.remove();
  return text;
};

const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const bare = (text) =>
  text.replace(/[\u0080-\u009f]/g, (c) => windows1252[c.charCodeAt(0) - 0x80])
    .replace(/[\s\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\u0000-\u001f\u007f-\u009f]/g, "");

const known = new Map(readFileSync("tests/html_differences.tsv", "utf-8").split("\n").filter((l) => l && !l.startsWith("#")).map((l) => l.split("\t")));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const context = await browser.newContext({ offline: true });
const tab = await context.newPage();
let pages = 0, same = 0, unknown = 0;
for await (const line of createInterface({ input: createReadStream(process.env.PAGES) })) {
  const { place, html, text } = JSON.parse(line);
  ++pages;
  const ours = bare(text), theirs = bare(await tab.evaluate(shown, html));
  if (ours === theirs) {
    ++same;
    continue;
  }
  if (known.delete(place)) continue;
  ++unknown;
  let at = 0;
  while (ours[at] === theirs[at]) ++at;
  console.log(`${place}\n  ours     …${ours.slice(Math.max(0, at - 30), at + 60)}\n  Chromium …${theirs.slice(Math.max(0, at - 30), at + 60)}`);
}
await browser.close();
for (const place of known.keys()) console.log(`${place}: no difference any more; take it out of tests/html_differences.tsv`);
console.log(`${pages} pages, ${same} the same, ${pages - same - unknown} with a known reason, ${unknown} without`);
process.exit(unknown || known.size ? 1 : 0);
