const faults = [];
const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
const name = (element) => {
  const by = element.getAttribute('aria-labelledby');
  if (by) return by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
  const label = element.getAttribute('aria-label') ?? '';
  if (label.trim()) return label.trim();
  if (element.labels?.length) return [...element.labels].map((one) => one.textContent).join(' ').trim();
  return (element.textContent ?? '').trim();
};
if (!document.documentElement.lang) faults.push('no language');
if (!document.title.trim()) faults.push('no title');
if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`the id ${id} twice`);
for (const element of document.querySelectorAll('a[href^="#"]')) {
  if (!document.getElementById(element.getAttribute('href').slice(1))) faults.push(`a link to nowhere: ${element.outerHTML}`);
}
for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for']) {
  for (const element of document.querySelectorAll(`[${attribute}]`)) {
    for (const id of element.getAttribute(attribute).split(/\s+/)) {
      if (!document.getElementById(id)) faults.push(`${attribute} names ${id}, which is not there`);
    }
  }
}
for (const element of document.querySelectorAll('button, a[href], input, textarea, select, summary, [role=group], [role=img], fieldset')) {
  const own = element.tagName === 'FIELDSET' ? element.querySelector('legend')?.textContent.trim() : name(element);
  if (!own) faults.push(`without a name: ${element.outerHTML.slice(0, 120)}`);
}
for (const element of document.querySelectorAll('[tabindex]')) {
  if (element.tabIndex > 0) faults.push(`out of the order of reading: ${element.outerHTML.slice(0, 120)}`);
}
for (const element of document.querySelectorAll('body > *')) {
  const landmark = 'main, nav, header, footer, script, .skip';
  if (seen(element) && !element.matches(landmark)) faults.push(`outside of every landmark: ${element.outerHTML.slice(0, 120)}`);
}
let level = 0;
for (const head of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
  const next = Number(head.tagName[1]);
  if (seen(head) && next > level + 1) faults.push(`from h${level} to h${next}: ${head.textContent}`);
  if (seen(head)) level = next;
}
const parse = (colour) => {
  const parts = colour.match(/[\d.]+/g).map(Number);
  return { rgb: parts.slice(0, 3), alpha: parts[3] ?? 1 };
};
const light = ([r, g, b]) => {
  const linear = [r, g, b].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = parse(getComputedStyle(at).backgroundColor);
    if (colour.alpha === 1) return colour.rgb;
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
};
const contrast = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !seen(element) || element.closest('svg, script, noscript')) continue;
  const ratio = contrast(parse(getComputedStyle(element).color).rgb, ground(element));
  if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)}: ${walker.currentNode.data.trim().slice(0, 60)}`);
}
for (const element of document.querySelectorAll('textarea, input:not([type=radio]), button')) {
  if (!seen(element)) continue;
  const style = getComputedStyle(element);
  const ratio = contrast(parse(style.borderTopColor).rgb, ground(element.parentElement));
  if (ratio < 3) faults.push(`a border of contrast ${ratio.toFixed(2)}: ${element.id || element.textContent}`);
  if (element.getBoundingClientRect().height < 24) faults.push(`smaller than a finger: ${element.id || element.textContent}`);
}
for (const element of document.querySelectorAll('svg text')) {
  if (!seen(element) || !element.textContent.trim()) continue;
  const fill = getComputedStyle(element).fill;
  if (!fill.startsWith('rgb')) continue;
  const ratio = contrast(parse(fill).rgb, ground(element));
  if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)} in a picture: ${element.textContent.trim().slice(0, 60)}`);
}
return [...new Set(faults)];
