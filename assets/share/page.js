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

  // What was kept of an unfinished reply, as far as it is one.
  const kept = (text) => {
    const state = { items: {} };
    const draft = JSON.parse(text);
    for (const key of ['by', 'overall']) if (typeof draft[key] === 'string') state[key] = draft[key];
    for (const [item, said] of Object.entries(draft.items)) {
      const own = {};
      for (const [kind] of [...KINDS, ['due']]) if (typeof said[kind] === 'string') own[kind] = said[kind];
      if ([1, 2, 3, 4, 5].includes(said.rating)) own.rating = said.rating;
      state.items[item] = own;
    }
    return state;
  };

  const start = (root, locked) => {
    const { share, from, to } = root.dataset;
    const slot = `mentee-reply-${share}`;
    let state = { by: to, overall: '', items: {} };
    let unsaved = false;
    if (!locked) {
      try { state = { ...state, ...kept(localStorage.getItem(slot)) }; } catch { /* No draft, or a browser that keeps none. */ }
    }
    const status = make('p', { role: 'status' });
    const of = (item) => (state.items[item] ??= {});
    const has = (item) => {
      const said = state.items[item] ?? {};
      return Boolean(said.rating) || KINDS.some(([kind]) => (said[kind] ?? '').trim());
    };
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

    // One thing may be answered in two places: where it is asked, and where it stands. Each shows what the other says.
    const shown = new Map();
    const show = (item, kind, how) => {
      const key = `${item} ${kind}`;
      shown.set(key, [...(shown.get(key) ?? []), how]);
      how(of(item)[kind]);
    };
    const marked = [];
    const tell = () => {
      for (const [element, test] of marked) element.classList.toggle('has', test());
      const count = list().length + (state.overall.trim() ? 1 : 0);
      const where = locked ? 'kept only while this page is open' : 'kept in this browser';
      status.textContent = count === 0 ? 'No answer yet.' : `${count} ${count === 1 ? 'answer' : 'answers'}, ${where}.`;
    };
    const changed = () => {
      unsaved = true;
      if (!locked) {
        try { localStorage.setItem(slot, JSON.stringify(state)); unsaved = false; } catch { /* Then it warns on leaving. */ }
      }
      tell();
    };
    const put = (item, kind, value, here) => {
      if (value) of(item)[kind] = value; else delete of(item)[kind];
      for (const how of shown.get(`${item} ${kind}`) ?? []) if (how !== here) how(value);
      changed();
    };

    const area = (id, label, hint, text, set) => {
      const box = make('textarea', { id, placeholder: ' ', value: text, maxLength: 200000 });
      box.addEventListener('input', () => set(box.value));
      const parts = [make('label', { htmlFor: id }, label), box];
      if (hint) {
        const note = make('p', { className: 'hint', id: `${id}-hint` }, hint);
        box.setAttribute('aria-describedby', note.id);
        parts.push(note);
      }
      return { box, parts };
    };
    const words = (id, item, kind, label, hint) => {
      const field = area(id, label, hint, '', (text) => put(item, kind, text, how));
      const how = (text) => { field.box.value = text ?? ''; };
      show(item, kind, how);
      return field.parts;
    };
    const scale = (id, item, legend) => {
      const marks = make('div', { className: 'marks' });
      const radios = [1, 2, 3, 4, 5, 0].map((n) => {
        const radio = make('input', { type: 'radio', name: id, value: String(n), id: `${id}-${n}` });
        radio.addEventListener('change', () => put(item, 'rating', n, how));
        const label = make('label', { htmlFor: radio.id }, radio, n || '–');
        if (n === 0) { label.className = 'none'; radio.setAttribute('aria-label', 'No mark'); label.title = 'No mark'; }
        marks.append(label);
        return radio;
      });
      const how = (rating) => { for (const radio of radios) radio.checked = Number(radio.value) === (rating ?? 0); };
      show(item, 'rating', how);
      return make('fieldset', {}, make('legend', {}, legend), marks);
    };
    const title = (article) => article.querySelector('h3').textContent.trim();
    const WHERE = 'Where do you see this? 1 at the start, 5 there';

    for (const article of root.querySelectorAll('article[data-item]')) {
      const { item } = article.dataset;
      const answer = make('div', { className: 'answer', role: 'group' });
      answer.setAttribute('aria-label', `Your answer to: ${title(article)}`);
      if ('rate' in article.dataset) answer.append(scale(`rate-${item}`, item, WHERE));
      const kinds = make('div', { className: 'kinds' });
      const boxes = make('div');
      for (const [kind, label, ask, hint] of KINDS) {
        const part = make('div', { id: `part-${kind}-${item}` }, ...words(`${kind}-${item}`, item, kind, `${label}: ${ask}`, hint));
        if (kind === 'action') {
          const due = make('input', { type: 'date', id: `due-${item}`, value: of(item).due ?? '' });
          due.addEventListener('change', () => put(item, 'due', due.value));
          part.append(make('label', { htmlFor: due.id }, 'By when, if you like'), due);
        }
        boxes.append(part);
        const button = make('button', { type: 'button' }, label);
        button.setAttribute('aria-controls', part.id);
        const open = (is) => { part.hidden = !is; button.setAttribute('aria-expanded', String(is)); };
        open(Boolean((of(item)[kind] ?? '').trim()));
        // What is said where it is asked stands here too, and is not left to be written twice.
        show(item, kind, (text) => { if (text) open(true); });
        button.addEventListener('click', () => {
          open(part.hidden);
          if (!part.hidden) part.querySelector('textarea').focus();
        });
        kinds.append(button);
      }
      marked.push([answer, () => has(item)]);
      answer.append(boxes, kinds);
      article.append(answer);
    }

    for (const line of root.querySelectorAll('[data-blank]')) {
      const item = line.dataset.blank;
      const text = line.textContent.trim();
      if ('rate' in line.dataset) line.replaceChildren(scale(`rate-${item}`, item, text));
      else line.replaceChildren(...words(`comment-${item}`, item, 'comment', text, ''));
      marked.push([line, () => has(item)]);
    }

    root.querySelectorAll('[data-ask]').forEach((ask, n) => {
      const item = ask.dataset.ask;
      const about = root.querySelector(`article[data-item="${CSS.escape(item)}"]`);
      if (!about) return;
      if (about.querySelector('[data-blank]')) {
        // Its own lines are the answer there.
        const half = [...about.querySelectorAll('[data-blank]')].map((line) => line.dataset.blank);
        ask.querySelector('a').textContent = 'fill it in';
        marked.push([ask, () => half.some(has)]);
        return;
      }
      const parts = 'rate' in about.dataset ? [scale(`ask-rate-${n}`, item, WHERE)] : words(`ask-${n}-words`, item, 'comment', 'Your answer', '');
      ask.querySelector('p').after(...parts);
      marked.push([ask, () => has(item)]);
    });

    const finish = make('section', { className: 'finish', id: 'finish' }, make('h2', { id: 'finish-head' }, 'To finish'));
    finish.setAttribute('aria-labelledby', 'finish-head');
    const overall = area('overall', 'One line about the whole', 'What stays with you after reading?', state.overall, (text) => { state.overall = text; changed(); });
    const by = make('input', { id: 'by', value: state.by, autocomplete: 'name', maxLength: 200 });
    by.addEventListener('input', () => { state.by = by.value; changed(); });
    finish.append(...overall.parts, make('label', { htmlFor: 'by' }, 'Your name'), by);
    marked.push([finish, () => Boolean(state.overall.trim())]);
    const save = make('button', { type: 'button', id: 'save' }, 'Save my reply');
    const bar = make('div', { className: 'save' }, save, status);
    root.append(finish, bar);

    save.addEventListener('click', () => {
      const reply = {
        format: 'mentee-reply', version: 1, share, by: state.by.trim() || to,
        made: new Date().toISOString().replace(/\.\d+Z$/, 'Z'), overall: state.overall, items: list(),
      };
      if (reply.items.length === 0 && !reply.overall.trim()) {
        status.textContent = 'There is nothing to save yet: answer something first.';
        return;
      }
      const text = JSON.stringify(reply, null, 1);
      const slug = from.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'share';
      const name = `to-${slug}.mentee-reply.json`;
      const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      const link = make('a', { href: url, download: name, hidden: true });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
      unsaved = false;
      status.textContent = `Saved as ${name}. Send it to ${from} the way this page came to you.`;
      bar.querySelector('.spare')?.remove();
      const spare = make('textarea', { id: 'spare', readOnly: true, value: text });
      spare.addEventListener('focus', () => spare.select());
      bar.append(make('details', { className: 'spare' }, make('summary', {}, 'No file came?'),
        make('label', { htmlFor: 'spare' }, 'Copy all of this into a mail instead'), spare));
    });
    addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });
    addEventListener('beforeprint', () => root.querySelectorAll('.earlier').forEach((part) => { part.open = true; }));
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
