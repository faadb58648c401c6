// The moving map. Without WebGL, and on paper, the picture that the server drew stands in its place; the lists are always there.
"use strict";
const holder = document.getElementById("map");
const picture = () => document.getElementById("map-picture");
const layers = () => { const held = document.getElementById("layers"); return held ? JSON.parse(held.textContent) : null; };
const empty = { type: "FeatureCollection", features: [] };
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const ink = dark ? "#e8e6e1" : "#1a1a1a";
const ground = dark ? "#22262b" : "#f1efe9";
const SOURCES = ["places", "around", "routes", "claims", "convoys"];
const colours = ["#1f5fa8", "#c4771b"];
let map = null;

const off = () => {
  holder.hidden = true;
  document.getElementById("map-off").hidden = !picture();
  if (picture()) picture().hidden = false;
};

const sideColour = () => {
  const sides = JSON.parse(holder.dataset.sides);
  const rules = sides.slice(0, 2).flatMap((side, place) => [side, colours[place]]);
  return rules.length ? ["match", ["get", "side"], ...rules, "#777777"] : "#777777";
};

const style = (data) => ({
  version: 8,
  sources: Object.fromEntries(SOURCES.map((name) => [name, { type: "geojson", data: data[name] || empty }])),
  layers: [
    { id: "ground", type: "background", paint: { "background-color": ground } },
    { id: "around", type: "fill", source: "around", paint: { "fill-color": ink, "fill-opacity": 0.07, "fill-outline-color": ink } },
    { id: "routes", type: "line", source: "routes", paint: { "line-color": ink, "line-width": 2, "line-dasharray": [3, 2] } },
    { id: "places", type: "circle", source: "places", paint: { "circle-radius": 4, "circle-color": ink } },
    { id: "claims", type: "circle", source: "claims", paint: { "circle-color": sideColour(), "circle-opacity": 0.92, "circle-stroke-color": "#ffffff", "circle-stroke-width": 1.5,
      "circle-radius": ["interpolate", ["linear"], ["get", "count"], 1, 8, 60, 26] } },
    { id: "numbers", type: "symbol", source: "claims", layout: { "text-field": ["to-string", ["get", "count"]], "text-size": 12, "text-allow-overlap": true }, paint: { "text-color": "#ffffff" } },
    { id: "stretches", type: "line", source: "convoys", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": "#7a3db8", "line-width": 5, "line-opacity": 0.75 } },
    { id: "stretch-people", type: "symbol", source: "convoys", filter: ["==", ["geometry-type"], "LineString"], layout: { "symbol-placement": "line-center", "text-field": ["to-string", ["get", "persons"]], "text-size": 13, "text-allow-overlap": true }, paint: { "text-color": ink, "text-halo-color": ground, "text-halo-width": 2 } },
    { id: "standing", type: "symbol", source: "convoys", filter: ["all", ["==", ["geometry-type"], "Point"], ["in", ["get", "state"], ["literal", ["at the point", "arrived", "turned back", "overdue"]]]], layout: { "text-field": ["concat", "▲ ", ["to-string", ["get", "persons"]]], "text-size": 13, "text-anchor": "top", "text-offset": [0, 0.9], "text-allow-overlap": true }, paint: { "text-color": "#7a3db8", "text-halo-color": ground, "text-halo-width": 2 } },
    { id: "names", type: "symbol", source: "places", layout: { "text-field": ["get", "name"], "text-size": 13, "text-anchor": "bottom", "text-offset": [0, -1.3], "text-optional": true },
      paint: { "text-color": ink, "text-halo-color": ground, "text-halo-width": 1.6 } },
  ],
});

const box = (data) => {
  const points = [...(data.places?.features || []), ...(data.claims?.features || [])].map((one) => one.geometry.coordinates);
  if (!points.length) return null;
  const east = points.map((one) => one[0]), north = points.map((one) => one[1]);
  return [[Math.min(...east), Math.min(...north)], [Math.max(...east), Math.max(...north)]];
};

const told = (feature) => {
  const around = document.createElement("div");
  const head = document.createElement("strong");
  head.textContent = feature.properties.name;
  around.append(head);
  const list = document.createElement("ul");
  for (const one of JSON.parse(feature.properties.records || "[]").slice(0, 12)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/record/${encodeURIComponent(one.id)}`;
    link.textContent = `${one.who}: ${one.about}`;
    link.dir = "auto";
    item.append(link);
    list.append(item);
  }
  around.append(list);
  return around;
};

const own = async (library) => {
  for (const name of JSON.parse(holder.dataset.under)) {
    const address = new URL(`/map/layer/${encodeURIComponent(name)}`, location.href).href;
    const id = `own-${name}`;
    if (name.endsWith(".geojson")) {
      map.addSource(id, { type: "geojson", data: address });
      map.addLayer({ id: `${id}-area`, type: "fill", source: id, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": ink, "fill-opacity": 0.06 } }, "around");
      map.addLayer({ id: `${id}-line`, type: "line", source: id, paint: { "line-color": ink, "line-opacity": 0.55, "line-width": 1, "line-dasharray": [6, 3] } }, "around");
    } else {
      await import(holder.dataset.tiles);
      library.addProtocol("pmtiles", new window.pmtiles.Protocol().tile);
      const about = await new window.pmtiles.PMTiles(address).getMetadata();
      map.addSource(id, { type: "vector", url: `pmtiles://${address}` });
      for (const one of about.vector_layers || []) {
        map.addLayer({ id: `${id}-${one.id}`, type: "line", source: id, "source-layer": one.id, paint: { "line-color": ink, "line-opacity": 0.35, "line-width": 0.8 } }, "around");
      }
    }
  }
};

const start = async () => {
  const data = layers();
  if (!data) return;
  try {
    const library = await import(new URL(holder.dataset.library, location.href).href);
    holder.hidden = false;
    map = new library.Map({ container: holder, style: style(data), attributionControl: false, dragRotate: false, pitchWithRotate: false,
      ...(box(data) ? { bounds: box(data), fitBoundsOptions: { padding: 60, maxZoom: 12 } } : {}) });
    map.addControl(new library.NavigationControl({ showCompass: false }));
    map.addControl(new library.ScaleControl({}));
    map.on("load", () => { if (picture()) picture().hidden = true; holder.dataset.ready = "yes"; own(library).catch(() => {}); });
    map.on("click", "claims", (event) => new library.Popup({ maxWidth: "22rem" }).setLngLat(event.lngLat).setDOMContent(told(event.features[0])).addTo(map));
  } catch {
    map = null;
    off();
  }
};
const fresh = () => {
  const data = layers();
  if (!map || !data) return;
  if (picture()) picture().hidden = true;
  for (const name of SOURCES) map.getSource(name)?.setData(data[name] || empty);
};
document.addEventListener("past:shown", fresh);
document.addEventListener("htmx:after:swap", fresh);
start();
