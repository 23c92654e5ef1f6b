"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const tape = JSON.parse($("tape").textContent);
  const slider = $("r-week"), world = $("r-world"), play = $("r-play"), now = $("r-now");
  const NS = "http://www.w3.org/2000/svg";
  const make = (name, attributes, parent) => {
    const node = document.createElementNS(NS, name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (parent) parent.append(node);
    return node;
  };
  const text = (parent, x, y, words, kind) => { make("text", { x, y, class: kind }, parent).textContent = words; };
  const last = tape.weeks.length - 1, count = tape.names.length;

  // The network: ties below, actors above.
  const net = $("rn"), ties = make("g", {}, net), middle = [220, 165];
  tape.ring.forEach(([x, y], i) => {
    make("circle", { class: "node", cx: x, cy: y, r: 6 }, net);
    const side = x - middle[0], near = Math.abs(side) < 75;
    const dx = near ? 4 : 10, dy = near ? (y < middle[1] ? -10 : 18) : 4;
    text(net, side > 0 ? x + dx : x - dx, y + dy, tape.names[i], side > 0 ? "h" : "h e");
  });
  const tie = (a, b, step) => {
    const [x1, y1] = tape.ring[a], [x2, y2] = tape.ring[b];
    const bend = (u, v, m) => (u + v) / 2 + (m - (u + v) / 2) * 0.35;
    const d = `M${x1} ${y1}Q${bend(x1, x2, middle[0])} ${bend(y1, y2, middle[1])} ${x2} ${y2}`;
    make("path", { d, class: (step > 0 ? "good" : "bad") + " w" + Math.min(4, Math.abs(step)) }, ties);
  };

  // The timeline: a lane for each actor.
  const lanes = $("rt"), left = 190, wide = 900, row = 20, high = count * row + 24;
  lanes.setAttribute("viewBox", `0 0 ${wide} ${high}`);
  const at = (week) => left + (week / Math.max(1, last)) * (wide - left - 12);
  tape.names.forEach((name, i) => {
    text(lanes, left - 10, i * row + 15, name, "e");
    make("path", { class: "lane", d: `M${left} ${i * row + 11}H${wide - 8}` }, lanes);
  });
  const step = Math.max(1, Math.round(last / 6));
  for (let week = 0; week <= last; week += step) text(lanes, at(week), high - 4, tape.weeks[week], week ? "s m" : "s");
  const shots = make("g", {}, lanes), hand = make("path", { class: "now" }, lanes);

  // The state of a world at a week: the last change of each thing up to it.
  const upTo = (rows, week, key) => {
    const state = new Map();
    for (const entry of rows) { if (entry[0] > week) break; state.set(key(entry), entry); }
    return state;
  };
  const events = (n) => [...document.querySelectorAll(`#ev-${n} > li`)];

  const choose = () => {
    shots.replaceChildren();
    const moves = tape.worlds[world.value];
    for (const [week, lane, deaths] of moves.shots)
      make("circle", { class: "shot", cx: at(week).toFixed(1), cy: lane * row + 11, r: Math.min(9, 1 + Math.sqrt(deaths) / 2).toFixed(1) }, shots);
    for (const item of events(world.value)) {
      if (item.dataset.l === undefined) continue;
      const x = at(+item.dataset.w), y = item.dataset.l * row + 11;
      make("path", { class: "turn", d: `M${x} ${y - 5}l5 5-5 5-5-5z` }, shots);
    }
    show();
  };
  const show = () => {
    const week = +slider.value, moves = tape.worlds[world.value];
    $("r-date").textContent = tape.weeks[week];
    slider.setAttribute("aria-valuetext", tape.weeks[week]);
    for (const [place, entry] of upTo(moves.holds, week, (e) => e[1])) {
      const spot = $("rp" + place);
      spot.setAttribute("class", `f${entry[2]} k${entry[3] >= 2 && entry[3] <= 3 ? " fought" : ""}`);
    }
    ties.replaceChildren();
    for (const [, entry] of upTo(moves.ties, week, (e) => e[1] * count + e[2])) if (entry[3]) tie(entry[1], entry[2], entry[3]);
    hand.setAttribute("d", `M${at(week)} 0V${high - 18}`);
    const all = events(world.value), here = all.filter((item) => +item.dataset.w === week);
    const before = all.filter((item) => +item.dataset.w < week).slice(-1);
    now.replaceChildren(...(here.length ? here : before).map((item) => {
      const copy = document.createElement("p");
      if (!here.length) copy.className = "past";
      copy.append(...[...item.childNodes].map((node) => node.cloneNode(true)));
      return copy;
    }));
    if (!now.firstChild) {
      const none = document.createElement("p");
      none.className = "past";
      none.textContent = now.dataset.none;
      now.append(none);
    }
  };

  let timer = 0;
  const stop = () => { clearInterval(timer); timer = 0; play.textContent = play.dataset.play; };
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (+slider.value >= last) slider.value = 0;
    play.textContent = play.dataset.pause;
    timer = setInterval(() => { if (+slider.value >= last) return stop(); slider.value = +slider.value + 1; show(); }, 350);
  });
  slider.addEventListener("input", () => { if (timer) stop(); show(); });
  world.addEventListener("change", choose);
  $("player").hidden = false;
  $("r-still").remove();
  choose();
})();
