"use strict";
// Draws pairs when they are opened; filters, sorts and exports the table. All input is set as text, never as markup.
{
  const $ = id => document.getElementById(id);
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // The table ------------------------------------------------------------------------------------------------------
  const ROWS = 200;
  const NUMBERS = ["score", "left_shared", "left_words", "right_shared", "right_words", "swapped", "resemblance", "passages"];
  const id = number => document.querySelector(`#t${number} h3`).textContent;
  const pair = row => {
    const sums = row.dataset.sums.split(" ").map(Number);
    const { left, right, verdict } = row.dataset;
    return { row, number: +row.cells[0].textContent, left: id(left), right: id(right), verdict, sums };
  };
  const KEYS = [
    pair => pair.number, pair => pair.left, pair => pair.right, pair => pair.verdict, pair => pair.sums[0],
    pair => pair.sums[1] / pair.sums[2], pair => pair.sums[3] / pair.sums[4], pair => pair.sums[5], pair => pair.sums[6],
  ];

  const setUpTable = () => {
    const body = document.querySelector("#pairs tbody");
    const pairs = [...document.querySelectorAll("#pairs tbody tr")].map(pair);
    const heads = [...document.querySelectorAll("#pairs th")];
    let listed = pairs, shown = ROWS, column = 0, direction = 1;

    const draw = () => {
      body.replaceChildren(...listed.slice(0, shown).map(pair => pair.row));
      document.querySelector("#pairs tbody.rest")?.remove();
      $("more").hidden = listed.length <= shown;
      $("count").textContent = `${listed.length} of ${pairs.length} pairs`;
      heads.forEach((head, at) => {
        if (at === column) head.ariaSort = direction > 0 ? "ascending" : "descending";
        else head.removeAttribute("aria-sort");
      });
    };
    const list = () => {
      const wanted = $("search").value.trim().toLowerCase();
      const verdict = $("verdict").value;
      const from = $("from").value === "" ? 0 : +$("from").value;
      const to = $("to").value === "" ? 1 : +$("to").value;
      const key = KEYS[column];
      const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
      listed = pairs
        .filter(({ left, right, verdict: kind, sums }) =>
          (wanted === "" || left.toLowerCase().includes(wanted) || right.toLowerCase().includes(wanted)) &&
          (verdict === "" || kind === verdict) && sums[0] >= from && sums[0] <= to)
        .sort((one, other) => direction * order(key(one), key(other)) || one.number - other.number);
      shown = ROWS;
      draw();
    };

    heads.forEach((head, at) => {
      const sort = () => {
        direction = at === column ? -direction : at < 4 ? 1 : -1;
        column = at;
        list();
      };
      head.replaceChildren(make("button", { type: "button", textContent: head.textContent, onclick: sort }));
    });
    for (const { row, number } of pairs) {
      row.onclick = event => { if (!event.target.closest("a")) location.hash = `p${number}`; };
    }
    $("filter").hidden = false;
    $("filter").oninput = list;
    $("filter").onsubmit = event => event.preventDefault();
    $("filter").onreset = () => setTimeout(list);
    $("more").onclick = () => { shown += ROWS; draw(); };
    for (const bar of document.querySelectorAll(".bar")) {
      bar.onclick = () => {
        const [from, to] = [+bar.dataset.from, +bar.dataset.to];
        $("search").value = "";
        $("verdict").value = bar.dataset.verdict;
        $("from").value = from / 100;
        $("to").value = to >= 100 ? 1 : (to - 0.01) / 100;
        list();
      };
    }
    const found = ({ left, right, verdict, sums }) =>
      ({ left, right, verdict, ...Object.fromEntries(NUMBERS.map((name, at) => [name, sums[at]])) });
    $("json").onclick = () => save("pairs.json", "application/json", JSON.stringify(listed.map(found), null, 1));
    $("csv").onclick = () => {
      const rows = [["left", "right", "verdict", ...NUMBERS], ...listed.map(pair => Object.values(found(pair)))];
      save("pairs.csv", "text/csv", rows.map(row => row.map(cell).join(",") + "\r\n").join(""));
    };
    draw();
  };
  // A cell that a spreadsheet would run as a formula gets an apostrophe before it.
  const cell = value => typeof value === "number" ? value
    : `"${(/^[=+\-@\t\r]/.test(value) ? "'" : "") + value.replaceAll('"', '""')}"`;
  const save = (name, type, text) => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };

  // A pair side by side --------------------------------------------------------------------------------------------
  // The code of a side: see `encoded` in layout.rs.
  const parts = code => [...code.matchAll(/([a-z]+)(\d*)(?:\.(\d+))?/g)].map(([, kind, number, swap]) => [kind, +number, swap]);
  const textOf = number => document.querySelector(`#t${number} .text`).textContent;
  const wordsOf = (code, text) => {
    const words = {};
    let at = 0;
    for (const [kind, length, swap] of parts(code)) {
      if (/[pmen]/.test(kind)) continue;
      if (swap) words[swap] = (words[swap] ?? "") + text.slice(at, at + length);
      at += length;
    }
    return words;
  };
  const WRAPS = { s: () => "mark", v: () => "span", o: side => (side === "left" ? "del" : "ins") };
  const column = (code, text, [pair, side, other], swaps) => {
    const root = make("div", { className: "text", tabIndex: 0, dir: "auto" });
    let parent = root, at = 0;
    for (const [kind, number, swap] of parts(code)) {
      if (kind === "p" || kind === "m") {
        const badge = make("a", { className: "badge", id: `${pair}${side}${number}`, href: `#${pair}${other}${number}` }, number + (kind === "m" ? " ⇅" : ""));
        parent = make("span", { className: kind === "m" ? "passage moved" : "passage" }, badge);
        parent.dataset.passage = number;
        root.append(parent);
      } else if (kind === "e") {
        parent = root;
      } else if (kind === "n") {
        parent.append(make("sup", {}, String(number)));
      } else {
        let run = text.slice(at, at += number);
        const mark = kind.at(-1);
        if (mark !== "t") run = make(WRAPS[mark](side), mark === "s" ? { tabIndex: 0 } : mark === "v" ? { className: "moved" } : {}, run);
        if (mark === "s") run.dataset.swap = swaps[swap].join(" → ");
        if (kind.length > 1) run = make("span", { className: kind[0] === "q" ? "quotation" : "boilerplate" }, run);
        parent.append(run);
      }
    }
    return root;
  };
  const listOf = swaps => {
    const counts = new Map();
    for (const swap of Object.values(swaps)) {
      const [left, right] = swap.map(words => words.toLowerCase().replace(/\s+/g, " ").trim());
      const words = `${left} → ${right}`;
      if (left !== right) counts.set(words, (counts.get(words) ?? 0) + 1);
    }
    const items = [...counts].sort((one, other) => other[1] - one[1])
      .map(([words, count]) => make("li", {}, words + (count > 1 ? ` × ${count}` : "")));
    return make("details", { className: "swaps" }, make("summary", {}, items.length === 1 ? "1 swap" : `${items.length} different swaps`), make("ul", {}, ...items));
  };
  const drawPair = body => {
    const stored = body.querySelector("[data-code]");
    if (!stored) return;
    const { left, right, code, other } = stored.dataset;
    const texts = [textOf(left), textOf(right)];
    const [of, by] = [wordsOf(code, texts[0]), wordsOf(other, texts[1])];
    const swaps = Object.fromEntries(Object.keys({ ...of, ...by }).map(at => [at, [of[at] ?? "", by[at] ?? ""]]));
    const section = (side, number, text, code, facing) => make("section", { className: side },
      make("h4", {}, side === "left" ? "Left: " : "Right: ", make("bdi", {}, id(number))),
      column(code, text, [body.id, side, facing], swaps));
    stored.replaceWith(make("div", { className: "columns" }, section("left", left, texts[0], code, "right"), section("right", right, texts[1], other, "left")),
      ...(Object.keys(swaps).length > 0 ? [listOf(swaps)] : []));
  };

  // Passages: a number leads to its place on the other side, arrow keys walk them. ---------------------------------------
  const bring = badge => {
    const box = badge.closest(".text");
    box.scrollTop += badge.getBoundingClientRect().top - box.getBoundingClientRect().top - 12;
  };
  const pointAt = badge => {
    const view = badge.closest(".pair");
    const number = badge.parentElement.dataset.passage;
    for (const passage of view.querySelectorAll(".passage")) passage.classList.toggle("here", passage.dataset.passage === number);
    const other = document.getElementById(badge.getAttribute("href").slice(1));
    if (other) bring(other);
    bring(badge);
    return other;
  };
  addEventListener("click", event => {
    const badge = event.target.closest?.(".pair .badge");
    if (!badge) return;
    event.preventDefault();
    badge.focus({ preventScroll: true });
    pointAt(badge);
  });
  addEventListener("keydown", event => {
    const badge = event.target.closest?.(".pair .badge");
    if (event.key === "Escape") {
      const view = event.target.closest?.(".pair");
      if (view) {
        view.open = false;
        document.querySelector(`#pairs a[href="#${view.lastElementChild.id}"]`)?.focus();
      }
    }
    if (!badge || !/^Arrow/.test(event.key)) return;
    event.preventDefault();
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      pointAt(badge)?.focus({ preventScroll: true });
      return;
    }
    const badges = [...badge.closest(".text").querySelectorAll(".badge")];
    const next = badges[badges.indexOf(badge) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      next.focus({ preventScroll: true });
      pointAt(next);
    }
  });

  // Opening --------------------------------------------------------------------------------------------------------
  const open = () => {
    const target = /^#[a-z]+\d+/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target.matches(".pair > div")) drawPair(target);
    (target.closest(".pair") ?? target).scrollIntoView();
  };
  addEventListener("hashchange", open);
  // The same link a second time changes no hash.
  addEventListener("click", event => { if (event.target.closest?.("a")?.hash === location.hash) open(); });
  for (const view of document.querySelectorAll(".pair")) view.addEventListener("toggle", () => { if (view.open) drawPair(view.lastElementChild); });
  if (document.querySelector("#pairs table")) setUpTable();
  open();
}
