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

  // Operations: lines below the places, shapes above them, a row for each in the list below.
  const told = tape.operations, lines = $("ro"), signs = $("rs"), list = $("ro-l");
  const spots = tape.places.map((_, i) => ["cx", "cy", "r"].map((key) => +$("rp" + i).getAttribute(key)));
  const wider = lines.ownerSVGElement.viewBox.baseVal.width;
  let pinned = "", drawn = [];
  const light = (name) => {
    const any = drawn.some((one) => one.name === name);
    for (const layer of [lines, signs]) layer.setAttribute("class", any ? "pick" : "");
    for (const { name: own, parts } of drawn)
      for (const part of parts) part.setAttribute("class", any && own === name ? "op lit" : "op");
  };
  // The way of one, beside the ways of others along the same road.
  const way = (axis, taken) => {
    const legs = axis.slice(1).map((to, i) => [axis[i], to]);
    const name = ([a, b]) => Math.min(a, b) + "-" + Math.max(a, b);
    const nth = Math.max(0, ...legs.map((leg) => taken.get(name(leg)) || 0));
    for (const leg of legs) taken.set(name(leg), nth + 1);
    const by = (nth % 2 ? 5 : -5) * Math.ceil(nth / 2);
    const sides = legs.map(([a, b]) => {
      const [x, y] = [spots[b][0] - spots[a][0], spots[b][1] - spots[a][1]];
      const far = (Math.hypot(x, y) || 1) * (a < b ? 1 : -1);
      return [-y / far, x / far];
    });
    return axis.map((place, i) => {
      const [u, v] = [sides[Math.max(0, i - 1)] || [0, 0], sides[Math.min(i, sides.length - 1)] || [0, 0]];
      return [spots[place][0] + by * (u[0] + v[0]) / 2, spots[place][1] + by * (u[1] + v[1]) / 2];
    });
  };
  const along = (points, at) => {
    const leg = Math.min(Math.floor(at), points.length - 2), part = at - leg;
    if (leg < 0) return points[0];
    return [0, 1].map((k) => points[leg][k] + (points[leg + 1][k] - points[leg][k]) * part);
  };
  const path = (points) => "M" + points.map((point) => point.map((n) => n.toFixed(1)).join(" ")).join("L");
  const stretch = (parent, points, fill, kind) => {
    if (points.length < 2) return;
    for (const look of ["oc", "ol o" + fill]) make("path", { d: path(points), class: look + " " + kind }, parent);
  };
  // Where the shape of one goes: before its objective, beside those that stand there already.
  const before = (points, [x, y, r], nth) => {
    const away = r + 5 + 11 * nth, tip = points[points.length - 1], last = points[points.length - 2];
    if (!last) return [x + away * 0.8, y - (r + 6) * 0.8, 0];
    const back = Math.hypot(tip[0] - last[0], tip[1] - last[1]) || 1, part = Math.min(0.9, away / back);
    const turn = Math.atan2(tip[1] - last[1], tip[0] - last[0]) * 180 / Math.PI;
    return [tip[0] + (last[0] - tip[0]) * part, tip[1] + (last[1] - tip[1]) * part, turn];
  };
  const operate = (week, n) => {
    const rows = $("op-" + n) ? $("op-" + n).tBodies[0].rows : [], taken = new Map(), signed = new Map();
    lines.replaceChildren();
    signs.replaceChildren();
    drawn = [];
    const items = [];
    tape.worlds[n].operations.forEach(([begun, ended, fill, kind, achieved, flown, axis, course], i) => {
      if (week < begun || (ended !== null && week > ended)) return;
      const over = week === ended, stood = course.filter((entry) => entry[0] <= week), now = stood[stood.length - 1];
      const goal = axis[axis.length - 1], points = flown ? [axis[0], goal].map((p) => spots[p]) : way(axis, taken);
      const end = points.length - 1, reached = Math.max(0, ...stood.map((entry) => entry[2] / 10));
      const far = Math.min(reached, end), back = now[1] === 3;
      const group = make("g", { class: "op" }, lines), sign = make("g", { class: "op" }, signs);
      const [done, rest] = [points.slice(0, Math.floor(far) + 1), points.slice(Math.floor(far) + 1)];
      const here = along(points, far);
      stretch(group, [...done, here], fill, (back ? "back" : "") + (over ? " gone" : ""));
      if (!back) stretch(group, [here, ...rest], fill, "ahead" + (over ? " gone" : ""));
      const beside = axis.slice(-2).join(), nth = signed.get(beside) || 0;
      signed.set(beside, nth + 1);
      const [x, y, turn] = before(points, spots[goal], nth);
      const put = (d, look, turned) =>
        make("path", { d, class: look, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})rotate(${(turned || 0).toFixed(0)})scale(.85)` }, sign);
      if (!over && now[2] !== null && now[1] !== 2) {
        const [mx, my] = along(points, Math.min(end, now[2] / 10));
        make("path", { d: told.men, class: "om", transform: `translate(${mx.toFixed(1)} ${my.toFixed(1)})` }, sign);
      }
      put(told.shapes[kind], `ob f${fill}` + (over ? " gone" : ""), kind ? 0 : turn);
      if (over) put(told.marks[achieved ? 0 : 1], "ox");
      const number = drawn.length + 1, left = x > wider - 24;
      text(sign, left ? x - 7 : x + 6, Math.max(9, y - 4), number, left ? "hs e" : "hs");

      const cells = [...rows[i].cells].map((cell) => cell.textContent), name = n + "-" + i;
      const say = (k, value) => told.said[k].replace("{0}", () => value);
      const item = document.createElement("li"), row = document.createElement("button");
      const words = document.createElement("span"), planner = document.createElement("b"), place = document.createElement("i");
      const more = [cells[3] && say(0, cells[3]), say(1, cells[4]), say(2, cells[6])].filter(Boolean).join(", ");
      place.textContent = number;
      planner.textContent = cells[0];
      const aim = `${cells[1]} → ${cells[2]}, ${more}${told.said[5]}${over ? say(3, cells[8]) : told.stages[now[1]]}`;
      words.append(planner, say(4, "").replace("{1}", () => aim));
      const sample = make("svg", { viewBox: "-8 -8 16 16", "aria-hidden": "true" });
      make("path", { d: told.shapes[kind], class: `ob f${fill}` + (over ? " gone" : "") }, sample);
      row.type = "button";
      row.setAttribute("aria-pressed", name === pinned);
      row.append(place, sample, words);
      row.addEventListener("click", () => {
        pinned = pinned === name ? "" : name;
        for (const other of list.querySelectorAll("button")) other.setAttribute("aria-pressed", pinned !== "" && other === row);
        light(pinned);
      });
      for (const kind of ["focus", "mouseenter"]) row.addEventListener(kind, () => light(name));
      for (const kind of ["blur", "mouseleave"]) row.addEventListener(kind, () => light(pinned));
      item.append(row);
      items.push(item);
      make("title", {}, sign).textContent = words.textContent;
      drawn.push({ name, parts: [group, sign] });
    });
    list.replaceChildren(...items);
    $("ro-n").hidden = items.length > 0;
    light(pinned);
  };

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
    operate(week, world.value);
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
