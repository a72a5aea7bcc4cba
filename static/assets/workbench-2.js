// j and k go from card to card; p, b and s press the card's own buttons. What takes longer than a second says so.
(() => {
  const find = (selector) => document.querySelector(selector)
  const here = () => document.activeElement?.closest('[data-step]')
  const on = find('[data-keys-on]')
  if (on) {
    find('[data-keys]').hidden = false
    on.checked = localStorage.getItem('keys') !== 'off'
    on.addEventListener('change', () => localStorage.setItem('keys', on.checked ? 'on' : 'off'))
  }

  function go(by) {
    const all = [...document.querySelectorAll('[data-step]')]
    const at = all.indexOf(here())
    all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by]?.focus()
  }

  function open(step) {
    const summary = step.querySelector('[data-key="b"]')
    if (!summary) return
    if (!summary.parentElement.open) summary.click()
    summary.parentElement.querySelector('select')?.focus()
  }

  document.addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event
    if (!on?.checked || event.defaultPrevented || ctrlKey || metaKey || altKey || event.repeat) return
    if (target.closest('input:not([type=checkbox]), select, textarea, [contenteditable]')) return
    const step = here()
    if (key === 'j' || key === 'k') go(key === 'j' ? 1 : -1)
    else if (!step) return
    else if (key === 'b') open(step)
    else if (key === 'p' || key === 's') step.querySelector(`[data-key="${key}"]`)?.click()
    else return
    event.preventDefault()
  })

  // After a button of a card, the next page opens at that card.
  document.addEventListener('submit', ({ submitter }) => {
    const id = submitter?.closest('[data-step]')?.id
    if (id) sessionStorage.setItem('step', id)
  })
  document.getElementById(sessionStorage.getItem('step'))?.focus()
  sessionStorage.removeItem('step')

  // Found anew each time: htmx changes the page, and a page that is shown again waits for nothing.
  let timer
  function rest() {
    clearTimeout(timer)
    const busy = find('[data-busy]')
    if (busy) busy.hidden = true
  }
  function wait({ type, target, ctrlKey, metaKey, shiftKey }) {
    if (type === 'click' && (ctrlKey || metaKey || shiftKey || !target.closest('a[data-slow]'))) return
    if (type === 'submit' && !target.querySelector('[data-busy]')) return
    rest()
    timer = setTimeout(() => {
      find('[data-busy]').hidden = false
    }, 1000)
  }
  for (const begins of ['click', 'submit', 'htmx:before:request']) addEventListener(begins, wait)
  for (const ends of ['pageshow', 'htmx:finally:request']) addEventListener(ends, rest)
})()
