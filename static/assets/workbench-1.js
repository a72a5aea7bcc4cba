// j and k go from card to card; p, b and s press the card's own buttons. A form that takes long says so.
(() => {
  const steps = () => [...document.querySelectorAll('[data-step]')]
  const here = () => document.activeElement?.closest('[data-step]')
  const list = document.querySelector('[data-keys]')
  const on = list?.querySelector('[data-keys-on]')
  if (on) {
    list.hidden = false
    on.checked = localStorage.getItem('keys') !== 'off'
    on.addEventListener('change', () => localStorage.setItem('keys', on.checked ? 'on' : 'off'))
  }

  function go(by) {
    const all = steps()
    const at = all.indexOf(here())
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by]
    next?.focus()
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
  document.addEventListener('submit', ({ target, submitter }) => {
    const id = submitter?.closest('[data-step]')?.id
    if (id) sessionStorage.setItem('step', id)
    const busy = target.querySelector('[data-busy]')
    if (!busy) return
    busy.hidden = false
    submitter?.setAttribute('aria-busy', 'true')
  })
  document.getElementById(sessionStorage.getItem('step'))?.focus()
  sessionStorage.removeItem('step')
})()
