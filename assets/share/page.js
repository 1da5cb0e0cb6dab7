(() => {
  'use strict';
  const make = (name, properties = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element && key !== 'list') element[key] = value; else element.setAttribute(key, value);
    }
    element.append(...inside);
    return element;
  };
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

  const KINDS = [
    ['comment', 'Comment', 'What do you see here?', 'When and where, what you saw or heard, what it did. A question first is often worth more than advice.'],
    ['question', 'Ask back', 'What would you like to know?', 'One open question: what, who, what have you tried.'],
    ['praise', 'Praise', 'What exactly, and its effect?', 'Situation, what they did, what it did for you or others.'],
    ['action', 'Suggest an action', 'What could be done?', 'Small enough for a week. They take it on, or leave it.'],
    ['person', 'Suggest a person', 'Name, what they do: why them', 'Ask that person first; nobody is introduced by this.'],
  ];

  const start = (root, locked) => {
    const { share, from, to } = root.dataset;
    const slot = `mentee-reply-${share}`;
    let state = { by: to, overall: '', items: {} };
    let unsaved = false;
    if (!locked) {
      try {
        const kept = JSON.parse(localStorage.getItem(slot));
        if (kept && typeof kept.items === 'object') state = { ...state, ...kept };
      } catch { /* No draft, or a browser that keeps none. */ }
    }
    const status = make('p', { role: 'status' });
    const of = (item) => (state.items[item] ??= {});
    const list = () => {
      const items = [];
      for (const [item, said] of Object.entries(state.items)) {
        if (said.rating) items.push({ item, kind: 'rating', text: '', rating: said.rating, due: null });
        for (const [kind] of KINDS) {
          const text = said[kind] ?? '';
          if (text.trim()) items.push({ item, kind, text, rating: null, due: kind === 'action' && said.due ? said.due : null });
        }
      }
      return items;
    };
    const tell = () => {
      const count = list().length + (state.overall.trim() ? 1 : 0);
      const kept = locked ? 'kept only while this page is open' : 'kept in this browser';
      status.textContent = count === 0 ? 'No answer yet.' : `${count} ${count === 1 ? 'answer' : 'answers'}, ${kept}.`;
    };
    const changed = () => {
      unsaved = true;
      if (!locked) {
        try { localStorage.setItem(slot, JSON.stringify(state)); unsaved = false; } catch { /* Then it warns on leaving. */ }
      }
      tell();
    };
    const box = (id, label, hint, text, set) => {
      const area = make('textarea', { id, placeholder: ' ', value: text, maxLength: 200000 });
      const note = make('p', { className: 'hint', id: `${id}-hint` }, hint);
      area.setAttribute('aria-describedby', note.id);
      const look = () => area.classList.toggle('said', area.value !== '');
      area.addEventListener('input', () => { set(area.value); look(); changed(); });
      look();
      return [make('label', { htmlFor: id }, label), area, note];
    };
    const title = (article) => article.querySelector('h3').textContent.trim();

    for (const article of root.querySelectorAll('article[data-item]')) {
      const item = article.dataset.item;
      const answer = make('div', { className: 'answer', role: 'group' });
      answer.setAttribute('aria-label', `Your answer to: ${title(article)}`);
      if ('rate' in article.dataset) {
        const marks = make('div', { className: 'marks' });
        for (let n = 1; n <= 5; n += 1) {
          const radio = make('input', { type: 'radio', name: `rate-${item}`, value: String(n), id: `rate-${item}-${n}` });
          radio.checked = of(item).rating === n;
          radio.addEventListener('change', () => { of(item).rating = n; changed(); });
          marks.append(make('label', { htmlFor: radio.id }, radio, String(n)));
        }
        const none = make('button', { type: 'button' }, 'None');
        none.addEventListener('click', () => {
          marks.querySelectorAll('input').forEach((radio) => { radio.checked = false; });
          delete of(item).rating;
          changed();
        });
        marks.append(none);
        answer.append(make('fieldset', {}, make('legend', {}, 'Where do you see this? 1 at the start, 5 there'), marks));
      }
      const kinds = make('div', { className: 'kinds' });
      const boxes = make('div');
      for (const [kind, label, ask, hint] of KINDS) {
        const part = make('div');
        part.append(...box(`${kind}-${item}`, `${label}: ${ask}`, hint, of(item)[kind] ?? '', (text) => { of(item)[kind] = text; }));
        if (kind === 'action') {
          const due = make('input', { type: 'date', id: `due-${item}`, value: of(item).due ?? '' });
          due.addEventListener('change', () => { of(item).due = due.value; changed(); });
          part.append(make('label', { htmlFor: due.id }, 'By when, if you like'), due);
        }
        boxes.append(part);
        if (kind === 'comment') continue;
        part.hidden = !(of(item)[kind] ?? '').trim();
        part.id = `part-${kind}-${item}`;
        const button = make('button', { type: 'button' }, label);
        button.setAttribute('aria-controls', part.id);
        button.setAttribute('aria-expanded', String(!part.hidden));
        button.addEventListener('click', () => {
          part.hidden = !part.hidden;
          button.setAttribute('aria-expanded', String(!part.hidden));
          if (!part.hidden) part.querySelector('textarea').focus();
        });
        kinds.append(button);
      }
      const mark = () => answer.classList.toggle('has', list().some((said) => said.item === item));
      answer.addEventListener('input', mark);
      answer.addEventListener('change', mark);
      mark();
      answer.append(boxes, kinds);
      article.append(answer);
    }

    const finish = make('section', { className: 'finish', id: 'finish' }, make('h2', { id: 'finish-head' }, 'To finish'));
    finish.setAttribute('aria-labelledby', 'finish-head');
    finish.append(...box('overall', 'One line about the whole', 'What stays with you after reading?', state.overall, (text) => { state.overall = text; }));
    const by = make('input', { id: 'by', value: state.by, autocomplete: 'name', maxLength: 200 });
    by.addEventListener('input', () => { state.by = by.value; changed(); });
    finish.append(make('label', { htmlFor: 'by' }, 'Your name'), by);
    const save = make('button', { type: 'button', id: 'save' }, 'Save my reply');
    const bar = make('div', { className: 'save' }, save, status);
    root.append(finish, bar);

    save.addEventListener('click', () => {
      const reply = {
        format: 'mentee-reply', version: 1, share, by: state.by.trim() || to,
        made: new Date().toISOString().replace(/\.\d+Z$/, 'Z'), overall: state.overall, items: list(),
      };
      if (reply.items.length === 0 && !reply.overall.trim()) {
        status.textContent = 'There is nothing to save yet: comment on something first.';
        return;
      }
      const slug = from.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'share';
      const name = `to-${slug}.mentee-reply.json`;
      const url = URL.createObjectURL(new Blob([JSON.stringify(reply, null, 1)], { type: 'application/json' }));
      const link = make('a', { href: url, download: name, hidden: true });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
      unsaved = false;
      status.textContent = `Saved as ${name}. Send it to ${from} the way this page came to you.`;
    });
    addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });
    tell();
  };

  const unlock = (main, sealed) => {
    const input = make('input', { type: 'password', id: 'passphrase', autocomplete: 'off', required: true });
    const wrong = make('p', { className: 'wrong', role: 'alert' });
    const button = make('button', { type: 'submit' }, 'Open');
    const form = make('form', {}, make('label', { htmlFor: 'passphrase' }, 'Passphrase'), input, button, wrong);
    main.append(form);
    input.focus();
    if (!globalThis.crypto?.subtle) {
      wrong.textContent = 'This browser cannot open locked pages. Try a current Firefox, Chrome, Safari or Edge.';
      button.disabled = true;
      return;
    }
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      button.disabled = true;
      wrong.textContent = 'Opening …';
      const { rounds, salt, nonce, sealed: text } = sealed.dataset;
      try {
        const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations: Number(rounds) };
        const attempt = async (words) => {
          const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(words), 'PBKDF2', false, ['deriveKey']);
          const key = await crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
          return crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(nonce) }, key, bytes(text));
        };
        // A keyboard may write é as one sign or as two.
        const ways = new Set([input.value, input.value.normalize('NFC'), input.value.normalize('NFD')]);
        const open = await Promise.any([...ways].map(attempt));
        const page = new DOMParser().parseFromString(new TextDecoder().decode(open), 'text/html');
        const root = document.importNode(page.querySelector('main'), true);
        main.replaceWith(root);
        document.title = `From ${root.dataset.from}`;
        start(root, true);
        root.focus();
      } catch {
        wrong.textContent = 'That is not the passphrase, or the file was changed on its way. Nothing is lost; try again.';
        button.disabled = false;
        input.select();
      }
    });
  };

  const sealed = document.getElementById('sealed');
  if (sealed) unlock(document.getElementById('locked'), sealed);
  else start(document.getElementById('share'), false);
})();
