"use strict";
{
  const UNWRITTEN = "-";
  const MOST = { person: 6, goal: 3, event: 3, organisation: 3 };

  // Letters that Unicode does not take apart, as netnotes folds them everywhere.
  const LETTERS = { ø: "o", ł: "l", ı: "i", đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe", þ: "th" };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[øłıđðßæœþ]/g, (letter) => LETTERS[letter]);
  const wordsOf = (text) => fold(text).split(/\s+/).filter(Boolean);
  const hasAll = (text, words) => words.every((word) => text.includes(word));
  const number = new Intl.NumberFormat("en");
  const collator = new Intl.Collator(undefined, { numeric: true });
  const search = document.querySelector("#search");
  const table = document.querySelector("table.everybody");

  const heads = table ? [...table.tHead.rows[0].cells] : [];
  const body = table ? table.tBodies[0] : null;
  const people = body
    ? Array.from(body.rows, (row) => ({ row, cells: Array.from(row.cells, (cell) => cell.textContent), text: "" }))
    : [];
  const CHUNK = people.length > 250 ? 30 : 250;  // rows laid out at once: a longer table is laid out as it is scrolled
  for (const one of people) {
    one.name = one.row.cells[0].firstElementChild.textContent;
    one.text = fold([...one.cells, one.name, one.row.dataset.goal, one.row.dataset.tag].join("\n"));
  }

  // What can be filtered by: for each, the values there are, and for each person the places of theirs among them.
  const filters = Array.from(document.querySelectorAll(".filters select"), (select) => {
    const column = heads.findIndex((head) => head.dataset.key === select.name);
    const written = (one) => (column < 0 ? (one.row.dataset[select.name] || "").split("|") : [one.cells[column]]);
    const order = ((heads[column] && heads[column].dataset.order) || "").split("|");
    const rank = (value) => (value === "" ? Infinity : order.indexOf(value));
    const known = new Set(people.flatMap(written));
    const values = [...known].sort((a, b) => rank(a) - rank(b) || collator.compare(a, b));
    const place = new Map(values.map((value, at) => [value, at]));
    const options = values.map((value) => new Option("", value || UNWRITTEN));
    select.append(...options);
    return {
      name: select.name,
      select,
      values,
      options,
      told: values.map(() => -1),
      of: people.map((one) => written(one).map((value) => place.get(value))),
      chosen: new Set(),
      said: new Option("", "several"),
    };
  });

  // Everybody in the order of a column, sorted once; where nothing is written comes last in both directions.
  const orders = new Map();
  const ordered = ({ column, down }) => {
    const name = `${column} ${down}`;
    if (!orders.has(name)) {
      const order = (heads[column].dataset.order || "").split("|");
      const key = column === 0 ? (one) => one.name : (one) => one.cells[column];
      const named = new Map(order.map((value, at) => [value, at]));
      const compare = heads[column].dataset.order
        ? (a, b) => named.get(key(a)) - named.get(key(b))
        : (a, b) => collator.compare(key(a), key(b));
      const empty = (at) => (people[at].cells[column] === "" ? 1 : 0);
      const turn = down ? -1 : 1;
      orders.set(name, people.map((one, at) => at).sort(
        (a, b) => empty(a) - empty(b) || turn * (compare(people[a], people[b]) || a - b),
      ));
    }
    return orders.get(name);
  };

  const status = document.querySelector(".filters [role=status]");
  const clear = document.querySelector("button.clear");
  const more = document.querySelector(".more-rows button");
  let sort = { column: 0, down: false };
  let found = people;
  let shown = 0;

  const showMore = (until) => {
    const next = found.slice(shown, until);
    body.append(...next.map((one) => one.row));
    shown += next.length;
    more.hidden = shown >= found.length;
  };

  // Each filter counts those that pass all the others, so that a count says what choosing it would show.
  const update = () => {
    const words = wordsOf(search.value);
    const counts = filters.map((filter) => new Int32Array(filter.values.length));
    found = [];
    for (const at of ordered(sort)) {
      if (!hasAll(people[at].text, words)) continue;
      let failed = -1;
      let misses = 0;
      for (let which = 0; which < filters.length && misses < 2; which += 1) {
        const { chosen, of } = filters[which];
        if (chosen.size && !of[at].some((value) => chosen.has(value))) {
          misses += 1;
          failed = which;
        }
      }
      if (misses > 1) continue;
      if (!misses) found.push(people[at]);
      for (let which = 0; which < filters.length; which += 1) {
        if (!misses || which === failed) for (const value of filters[which].of[at]) counts[which][value] += 1;
      }
    }
    filters.forEach((filter, which) => tell(filter, counts[which]));
    shown = 0;
    body.replaceChildren();
    showMore(CHUNK);
    const all = number.format(people.length);
    const noun = people.length === 1 ? "person" : "people";
    const narrowed = words.length || filters.some((filter) => filter.chosen.size);
    const say = narrowed ? `${number.format(found.length)} of ${all} ${noun}` : `${all} ${noun}`;
    if (status.textContent !== say) status.textContent = say;
    clear.hidden = !narrowed;
    heads.forEach((head, column) => {
      if (column === sort.column) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    keep();
  };

  const tell = (filter, counts) => {
    filter.options.forEach((option, at) => {
      if (filter.told[at] !== counts[at]) {
        filter.told[at] = counts[at];
        option.textContent = `${filter.values[at] || "not written"} (${number.format(counts[at])})`;
      }
      const hidden = !counts[at] && !filter.chosen.has(at);
      if (option.hidden !== hidden) option.hidden = hidden;
    });
    const chosen = [...filter.chosen];
    filter.said.remove();
    if (chosen.length > 1) {
      filter.said.textContent = chosen.map((at) => filter.values[at] || "not written").join(" or ");
      filter.select.options[0].after(filter.said);
      filter.select.value = "several";
    } else {
      filter.select.value = chosen.length ? filter.values[chosen[0]] || UNWRITTEN : "";
    }
    filter.select.classList.toggle("chosen", chosen.length > 0);
  };

  // The address keeps what was chosen: `#place=Lisbon&standing=due&sort=-last`.
  let later = 0;
  const keep = () => {
    clearTimeout(later);
    later = setTimeout(() => {
      const address = location.href.split("#")[0] + state();
      if (address !== location.href) history.replaceState(null, "", address);
    }, 200);
  };
  const state = () => {
    const params = new URLSearchParams();
    if (search.value.trim()) params.set("q", search.value.trim());
    for (const { name, chosen, values } of filters) {
      for (const at of chosen) params.append(name, values[at] || UNWRITTEN);
    }
    if (sort.column || sort.down) params.set("sort", (sort.down ? "-" : "") + heads[sort.column].dataset.key);
    return String(params) && `#${params}`;
  };
  const restore = () => {
    const params = new URLSearchParams(location.hash.slice(1));
    search.value = params.get("find") || params.get("q") || "";
    for (const filter of filters) {
      const wanted = params.getAll(filter.name).map((value) => (value === UNWRITTEN ? "" : value));
      filter.chosen = new Set(wanted.map((value) => filter.values.indexOf(value)).filter((at) => at >= 0));
    }
    const [, minus, key] = /^(-?)(.*)$/.exec(params.get("sort") || "");
    const column = heads.findIndex((head) => head.dataset.key === key);
    sort = { column: Math.max(column, 0), down: column >= 0 && minus === "-" };
    if (table) update();
    if (params.has("find")) {
      search.focus();
      suggest();
      if (!table) return;
      keep();
    }
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      sort = { column, down: sort.column === column && !sort.down };
      update();
    });
  });
  for (const filter of filters) {
    filter.select.addEventListener("change", () => {
      if (filter.select.value === "several") return;
      const at = filter.values.indexOf(filter.select.value === UNWRITTEN ? "" : filter.select.value);
      filter.chosen = new Set(filter.select.value ? [at] : []);
      update();
    });
  }
  if (table) {
    table.classList.add("ready");
    clear.addEventListener("click", () => {
      search.value = "";
      for (const filter of filters) filter.chosen.clear();
      update();
      search.focus();
    });
    more.addEventListener("click", () => showMore(shown + CHUNK));
    new IntersectionObserver(
      (seen) => { if (seen.some((one) => one.isIntersecting) && shown < found.length) showMore(shown + CHUNK); },
      { rootMargin: "600px" },
    ).observe(more.parentElement);
    addEventListener("beforeprint", () => showMore(found.length));
  }

  // The search: a list below the box, through which the arrow keys go.
  const things = [
    ...people.map((one) => ({
      kind: "person", name: one.name, text: fold(one.name), more: one.text, href: one.row.querySelector("a").href,
    })),
    ...Array.from(document.querySelectorAll("#others"), (others) => Array.from(others.content.children, (link) => ({
      kind: link.dataset.kind, name: link.textContent, text: fold(link.textContent), more: "", href: link.getAttribute("href"),
    }))).flat(),
    ...filters.filter(({ name }) => name === "organisation").flatMap(({ values }) => values.filter(Boolean).map((name) => ({
      kind: "organisation", name, text: fold(name), more: "", href: `#${new URLSearchParams({ organisation: name })}`,
    }))),
  ];
  const list = document.createElement("ul");
  list.id = "found";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Found");
  search.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list",
  })) search.setAttribute(name, value);
  let active = -1;

  const matches = () => {
    const words = wordsOf(search.value);
    if (!words.length) return [];
    const left = { ...MOST };
    const score = (one) => (one.text.startsWith(words[0]) ? 0 : one.text.includes(` ${words[0]}`) ? 1 : 2);
    const scored = [[], [], [], []];
    for (const one of things) {
      if (hasAll(one.text, words)) scored[score(one)].push(one);
      else if (one.more && hasAll(one.more, words)) scored[3].push(one);
    }
    return scored.flat()
      .filter((one) => { left[one.kind] -= 1; return left[one.kind] >= 0; })
      .sort((a, b) => Object.keys(MOST).indexOf(a.kind) - Object.keys(MOST).indexOf(b.kind));
  };
  const suggest = () => {
    active = -1;
    list.replaceChildren(...matches().map((one, at) => {
      const option = document.createElement("li");
      const name = document.createElement("bdi");
      const kind = document.createElement("span");
      name.textContent = one.name;
      kind.textContent = one.kind;
      kind.className = "when";
      option.id = `found-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(name, " ", kind);
      option.dataset.href = one.href;
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); go(option); });
      return option;
    }));
    open(list.childElementCount > 0);
  };
  const open = (yes) => {
    list.hidden = !yes;
    search.setAttribute("aria-expanded", String(yes));
    if (!yes) activate(-1);
  };
  const activate = (at) => {
    active = at;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) search.removeAttribute("aria-activedescendant");
    else {
      search.setAttribute("aria-activedescendant", `found-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const go = (option) => {
    const { href } = option.dataset;
    open(false);
    if (href.startsWith("#")) search.value = "";
    location.href = href;
  };

  search.addEventListener("input", () => { if (table) update(); suggest(); });
  search.addEventListener("blur", () => open(false));
  search.addEventListener("keydown", (event) => {
    const size = list.childElementCount;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      open(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && size) {
      event.preventDefault();
      if (list.hidden) open(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate(active < 0 && step < 0 ? size - 1 : (active + step + size) % size);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (active >= 0) go(list.children[active]);
      else if (size === 1 && !list.hidden) go(list.children[0]);
      else open(false);
    }
  });

  addEventListener("hashchange", restore);
  restore();
}
