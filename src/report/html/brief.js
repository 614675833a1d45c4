"use strict";
// Draws the list of courses: rows from the index, details unpacked from their chunk when they are asked for. Text of
// courses only ever becomes text nodes.
(() => {
  const index = JSON.parse(document.getElementById("index").textContent);
  const field = {};
  index.columns.forEach((name, i) => { field[name] = i; });
  const courses = index.courses;
  const perPage = 50;
  const byId = (id) => document.getElementById(id);
  const count = (n, one, more) => n.toLocaleString("en") + " " + (n === 1 ? one : more);

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {}))
      if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }
  const tag = (word, shown) => make("span", { class: "tag " + (word === "note" ? "note-level" : word) }, shown || word);
  const quote = (text) => make("q", { dir: "auto" }, text);

  // What a column is called and sorts by. The verdicts of the index stand in the order tacked-on to unreadable.
  const columns = [
    { label: "Course", key: (c) => c[field.title].toLowerCase() },
    { label: "Verdict", key: (c) => c[field.verdict] - c[field.score] / 2 },
    { label: "Need", key: (c) => c[field.need] },
    { label: "Findings", key: (c) => (c[field.alarms] > 0 ? 1 : 0) + c[field.score] / 2, down: true },
    { label: "Social parts", key: (c) => c[field.social], number: true, down: true },
    { label: "Provider", key: (c) => index.providers[c[field.provider]].toLowerCase() },
    { label: "Category", key: (c) => index.categories[c[field.category]].toLowerCase() },
    { label: "Words read", key: (c) => c[field.words], number: true, down: true },
  ];

  let shown = courses, page = 0, sorted = 3, descending = true;

  function headings() {
    const row = byId("list").tHead.rows[0];
    columns.forEach((column, i) => {
      const button = make("button", { type: "button" }, column.label);
      button.addEventListener("click", () => sortBy(i, sorted === i ? !descending : !!column.down));
      row.append(make("th", { scope: "col", class: column.number ? "number" : null }, button,
        make("span", { "aria-hidden": "true" }, column.label)));  // buttons are not repeated on each printed page
      byId("sort").append(make("option", { value: i }, column.label));
    });
    byId("sort").addEventListener("change", (event) => {
      const i = Number(event.target.value);
      sortBy(i, !!columns[i].down);
    });
  }

  function sortBy(i, down) {
    sorted = i;
    descending = down;
    page = 0;
    apply();
  }

  // ---- filters
  const selects = {
    need: { label: "all", options: index.needs, has: (c, v) => c[field.need] === v },
    rule: { label: "all", options: index.rules.map((r) => r[1]), has: (c, v) => c[field.rules].includes(v) },
    provider: { label: "all", options: index.providers, has: (c, v) => c[field.provider] === v },
    category: { label: "all", options: index.categories, has: (c, v) => c[field.category] === v },
    platform: { label: "all", options: index.platforms, has: (c, v) => c[field.platforms].includes(v) },
    format: { label: "all", options: index.formats, has: (c, v) => c[field.format] === v },
  };

  function filters() {
    for (const [name, select] of Object.entries(selects)) {
      const node = byId("f-" + name);
      node.append(make("option", { value: "" }, select.label));
      select.options
        .map((text, i) => [text, i])
        .sort((a, b) => (name === "need" ? 0 : a[0].localeCompare(b[0], "en")))
        .forEach(([text, i]) => node.append(make("option", { value: i }, text || "(not given)")));
      if (select.options.length < 2) node.disabled = true;
      node.addEventListener("change", refilter);
    }
    index.verdicts.forEach((verdict, i) => {
      const box = make("input", { type: "checkbox", value: i });
      box.addEventListener("change", refilter);
      const many = courses.reduce((sum, c) => sum + (c[field.verdict] === i), 0);
      byId("f-verdict").append(make("label", {}, box, verdict + " " + many.toLocaleString("en")));
    });
    let waiting = 0;
    byId("f-text").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(refilter, 120);
    });
    byId("filters").addEventListener("reset", () => setTimeout(refilter));
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
  }

  function refilter() {
    page = 0;
    apply();
  }

  const haystacks = new Map();
  function haystack(c) {
    let text = haystacks.get(c);
    if (text === undefined) {
      text = [c[field.title], c[field.identifier], index.packages[c[field.package]], index.providers[c[field.provider]]]
        .join("\n").toLowerCase();
      haystacks.set(c, text);
    }
    return text;
  }

  function apply() {
    const words = byId("f-text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = [...byId("f-verdict").querySelectorAll(":checked")].map((box) => Number(box.value));
    const tests = Object.entries(selects)
      .filter(([name]) => byId("f-" + name).value !== "")
      .map(([name, select]) => [select.has, Number(byId("f-" + name).value)]);
    shown = courses.filter((c) =>
      (verdicts.length === 0 || verdicts.includes(c[field.verdict])) &&
      tests.every(([has, value]) => has(c, value)) &&
      (words.length === 0 || words.every((word) => haystack(c).includes(word))));
    const key = columns[sorted].key;
    const keyed = shown.map((c) => [key(c), c]);
    const sign = descending ? -1 : 1;
    keyed.sort((a, b) => (a[0] < b[0] ? -sign : a[0] > b[0] ? sign : a[1][field.id] - b[1][field.id]));
    shown = keyed.map((pair) => pair[1]);
    draw();
  }

  // ---- the list
  function findings(c) {
    const all = [["alarms", "alarm"], ["warnings", "warning"], ["notes", "note"]]
      .map(([name, level]) => [level, c[field[name]]]).filter(([, n]) => n > 0);
    if (all.length === 0) return make("td", {});
    const [loudest, ...others] = all.map(([level, n]) => [level, count(n, level, level + "s")]);
    return make("td", { class: "rang" }, tag(...loudest), make("small", {}, others.map((one) => one[1]).join(", ")));
  }

  function row(c) {
    const button = make("button", { type: "button", "aria-expanded": "false" }, c[field.title] || "(no title)");
    button.dir = "auto";
    const under = [c[field.identifier], index.formats[c[field.format]], c[field.retired] ? "no longer offered" : ""];
    const node = make("tr", { id: "c" + c[field.id] },
      make("th", { scope: "row" }, button, make("small", {}, under.filter(Boolean).join(", "))),
      make("td", {}, tag(index.verdicts[c[field.verdict]])),
      make("td", { "data-label": "need" }, index.needs[c[field.need]]),
      findings(c),
      make("td", { class: "number", "data-label": "social parts" }, c[field.social].toLocaleString("en")),
      make("td", {}, index.providers[c[field.provider]]),
      make("td", {}, index.categories[c[field.category]]),
      make("td", { class: "number", "data-label": "words" }, c[field.words].toLocaleString("en")));
    button.addEventListener("click", () => toggle(c, node));
    return node;
  }

  function draw() {
    const pages = Math.max(1, Math.ceil(shown.length / perPage));
    page = Math.min(page, pages - 1);
    const from = page * perPage, to = Math.min(shown.length, from + perPage);
    const body = byId("list").tBodies[0];
    body.replaceChildren(...shown.slice(from, to).map(row));
    const range = to - from < shown.length ? `, ${(from + 1).toLocaleString("en")} to ${to.toLocaleString("en")} shown` : "";
    byId("count").textContent = shown.length === courses.length
      ? count(courses.length, "course", "courses") + range
      : `${shown.length.toLocaleString("en")} of ${count(courses.length, "course", "courses")}${range}`;
    byId("list").hidden = shown.length === 0;
    [...byId("list").tHead.rows[0].cells].forEach((cell, i) => {
      if (i === sorted) cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
    byId("sort").value = sorted;
    pager(pages);
  }

  function pager(pages) {
    const nav = byId("pages");
    nav.hidden = pages < 2;
    const button = (label, to) => {
      const node = make("button", { type: "button" }, label);
      node.disabled = to < 0 || to >= pages || to === page;
      node.addEventListener("click", () => {
        page = to;
        draw();
        byId("courses-title").scrollIntoView();
      });
      return node;
    };
    nav.replaceChildren(button("First", 0), button("Previous", page - 1),
      make("span", {}, `Page ${page + 1} of ${pages}`), button("Next", page + 1), button("Last", pages - 1));
  }

  // ---- details
  const chunks = [...document.querySelectorAll("script.details")]
    .map((node) => ({ from: Number(node.dataset.from), to: Number(node.dataset.to), node, promise: null }));

  async function unpack(text) {
    if (typeof DecompressionStream === "undefined")
      throw new Error("This browser is too old to unpack the details; the CSV files and the workbook have them.");
    const bytes = Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  async function detailsOf(c) {
    const id = c[field.id];
    const chunk = chunks.find((one) => one.from <= id && id <= one.to);
    chunk.promise = chunk.promise || unpack(chunk.node.textContent);
    return (await chunk.promise)[id];
  }

  async function toggle(c, node, open) {
    const button = node.querySelector("button");
    const isOpen = button.getAttribute("aria-expanded") === "true";
    if (open === isOpen) return;
    button.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) {
      node.nextElementSibling.remove();
      return;
    }
    const cell = make("td", { colspan: columns.length }, "…");
    node.after(make("tr", { class: "detail" }, cell));
    try {
      cell.replaceChildren(...detail(c, await detailsOf(c)));
    } catch (problem) {
      cell.replaceChildren(make("p", { class: "notice" }, problem.message));
    }
  }

  const part = (title, ...content) => [make("h3", {}, title), ...content];
  const more = (n) => (n > 0 ? [make("p", { class: "note" }, `and ${n.toLocaleString("en")} more in the store`)] : []);

  // Kinds of evidence, the need first; a signal may say more than one thing.
  const heard = [
    ["stated", "States a problem"], ["implied", "Names a result, or hints at a gap"], ["reason", "Gives a reason to meet"],
    ["witness", "Names part of a problem"], ["takes-back", "Would state a problem, but takes it back"], ["belongs", "Ties the exchange to the work"],
    ["social", "Asks people to meet"], ["host", "Names a host"], ["platform", "Names a platform"],
    ["tacked-on", "Sounds like an add-on"], ["proper", "Part of how the course teaches"],
    ["context", "Speaks of the learners’ work"], ["address", "Speaks to the learners"], ["topic", "What the course is about"],
    ["blocked", "Says that access is blocked or subject to a policy"], ["not-social", "Sounds like meeting, and is not"],
    ["furniture", "Furniture of the platform, not counted"],
  ];
  const order = (words) => Math.min(...words.map((w) => { const i = heard.findIndex((h) => h[0] === w); return i < 0 ? 99 : i; }));

  function evidence(rows) {
    const grouped = new Map();
    // Small signs, of which none decides alone, stand below the sentence that they were weighed for.
    const signs = rows.filter(([says]) => says.startsWith("sign "));
    const signsOf = (one) => signs.filter((s) => one.signals.includes(s[1]) && s[4] === one.place)
      .map(([says, , , word]) => word + says.slice(4)).join(", ");
    for (const [says, signal, where, text, place] of rows.filter((r) => !signs.includes(r))) {
      const key = text + "\n" + place;
      const one = grouped.get(key) || { words: [], signals: [], where, text, place };
      says.split(" ").forEach((w) => { if (w && !one.words.includes(w)) one.words.push(w); });
      if (!one.signals.includes(signal)) one.signals.push(signal);
      grouped.set(key, one);
    }
    return [...grouped.values()].sort((a, b) => order(a.words) - order(b.words)).map((one) => {
      const names = heard.filter((h) => one.words.includes(h[0])).map((h) => h[1])
        .concat(one.words.filter((w) => !heard.some((h) => h[0] === w)));
      return make("li", {}, make("small", { class: "label" }, names.join("; ") + ` (${one.signals.join(", ")}, in ${one.where})`),
        make("blockquote", {}, quote(one.text)),
        signsOf(one) ? make("small", { class: "note" }, "small signs, weighed together: " + signsOf(one)) : null,
        make("span", { class: "path" }, one.place));
    });
  }

  function activity(a) {
    const facts = [a.kind];
    if (a.platform) facts.push("on " + a.platform);
    if (a.position) facts.push(`item ${a.position} of ${a.of}`);
    if (a.last) facts.push("last of its section");
    if (a.after) facts.push("after the last assessment");
    if (a.placement !== "placed") facts.push(a.placement + ", not counted");
    if (a.graded) facts.push("graded");
    if (a.required) facts.push("required");
    if (a.quota) facts.push("asks for " + a.quota);
    if (a.posts !== undefined) facts.push(count(a.posts, "post", "posts") +
      (a.participants !== undefined ? ` by ${count(a.participants, "person", "people")}` : ""));
    return make("li", {}, make("span", { dir: "auto" }, a.title || "(no title)"), make("small", { class: "note" }, facts.join(", ")),
      a.section ? make("small", { class: "path" }, a.section) : null);
  }

  // A rule that rang in several parts of a course stands once, with each message.
  function findingList(all) {
    const byRule = new Map();
    for (const f of all) byRule.set(f.rule, [...(byRule.get(f.rule) || []), f]);
    return make("ul", { class: "bare" }, ...[...byRule.entries()].map(([number, some]) => {
      const [id, title] = index.rules[number];
      const messages = some.map((f) => make("div", { dir: "auto" }, f.message, ...(f.state === "new" ? [] : [" ", tag(f.state)])));
      return make("li", {}, tag(some[0].level), " ", make("b", {}, title), ...messages, make("span", { class: "path" }, id));
    }));
  }

  function detail(c, d) {
    const left = [], right = [];
    if (d.findings.length)
      left.push(...part("What rang", findingList(d.findings), ...more(d.moreFindings)));
    left.push(...part("What was heard", d.evidence.length
      ? make("ul", { class: "bare" }, ...evidence(d.evidence)) : make("p", {}, "Nothing that a rule listens for."), ...more(d.moreEvidence)));
    if (d.questions.length) right.push(...part("Questions to ask", make("ol", {}, ...d.questions.map((q) => make("li", {}, q)))));
    if (d.activities.length)
      right.push(...part("Social parts", make("ul", { class: "bare" }, ...d.activities.map(activity)), ...more(d.moreActivities)));
    const list = make("dl", {});
    const say = (name, value) => { if (value) list.append(make("dt", {}, name), make("dd", {}, value)); };
    say("words", c[field.words].toLocaleString("en"));
    say("items", d.kinds);
    say("heard in", d.fields);
    say("language", index.languages[c[field.language]]);
    right.push(...part("What was searched", list, make("span", { class: "path" }, index.packages[c[field.package]]),
      ...d.sources.map((s) => make("span", { class: "path" }, "also in " + s))));
    right.push(...part("What was not read", d.unread.length
      ? make("ul", { class: "bare" }, ...d.unread.map(([state, member, reason]) =>
        make("li", {}, make("span", { class: "path" }, member || "the whole package"), make("small", {}, state + ": " + reason))))
      : make("p", {}, d.status === "audited" ? "Every member of the package that bears text was read." : d.message), ...more(d.moreUnread)));
    return [make("p", { class: "why" }, tag(index.verdicts[c[field.verdict]]), " ", d.reason),
      make("div", { class: "two" }, make("div", {}, ...left), make("div", {}, ...right))];
  }

  async function openAll(open) {
    const rows = [...byId("list").tBodies[0].querySelectorAll("tr:not(.detail)")];
    await Promise.all(rows.map((node) => toggle(courses[position.get(node.id)], node, open)));
  }

  // ---- links to one course: #c12
  const position = new Map(courses.map((c, i) => ["c" + c[field.id], i]));
  async function followLink() {
    const name = location.hash.slice(1);
    if (!position.has(name)) return;
    const c = courses[position.get(name)];
    if (!shown.includes(c)) {
      byId("filters").reset();
      apply();
    }
    page = Math.floor(shown.indexOf(c) / perPage);
    draw();
    const node = byId(name);
    await toggle(c, node, true);
    node.scrollIntoView();
    node.querySelector("button").focus({ preventScroll: true });
  }

  // ---- links to some courses: only their verdict is set
  for (const link of document.querySelectorAll("a[data-verdict]"))
    link.addEventListener("click", () => {
      byId("filters").reset();
      for (const box of byId("f-verdict").querySelectorAll("input"))
        box.checked = index.verdicts[Number(box.value)] === link.dataset.verdict;
      refilter();
    });

  headings();
  filters();
  byId("filters").hidden = byId("tools").hidden = false;
  sortBy(sorted, descending);
  byId("open-all").addEventListener("click", () => openAll(true));
  byId("print").addEventListener("click", () => window.print());
  window.addEventListener("hashchange", followLink);
  followLink();
})();
