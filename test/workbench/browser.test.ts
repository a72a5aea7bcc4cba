import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DESKTOP, type Device, device, expectAccessible, missingForBrowserTests, PHONE } from '../chromium.ts'
import { type ServerProcess, startProcess } from '../server/server-process.ts'

/* The workbench as staff use it: with keys, with htmx, and on a phone without JavaScript; on the demo's people. */

const missing = missingForBrowserTests()

describe.runIf(missing === null)('the workbench in a real browser', () => {
  let server: ServerProcess
  let desk: Device
  let phone: Device

  beforeAll(async () => {
    server = await startProcess({}, 'src/cli.ts', ['demo'])
    ;[desk, phone] = await Promise.all([device(DESKTOP), device({ ...PHONE, javaScriptEnabled: false })])
    await desk.page.goto(await server.says(/Staff: +(\S+)/))
    await desk.page.getByText('Ja, ik wil nu inloggen').click()
    await desk.page.getByRole('button', { name: 'Inloggen' }).click()
    await desk.page.waitForURL(/\/staff$/)
    await phone.context.addCookies(await desk.context.cookies())
    await desk.page.goto(`${server.url}/staff/matching`)
    await desk.page.getByRole('button', { name: 'Maak voorstellen' }).click()
    await desk.page.waitForURL(/\/runs\//)
  }, 60_000)

  afterAll(async () => {
    await Promise.all([desk, phone].map((each) => each?.close()))
    server?.stop()
  })

  const focused = () => desk.page.evaluate(() => document.activeElement?.id ?? '')
  const cards = () => desk.page.locator('[data-step]').evaluateAll((all) => all.map(({ id }) => id))

  test('j and k walk through the proposals, and stop at the ends', async () => {
    const { page } = desk
    const [first, second] = await cards()
    await page.keyboard.press('j')
    expect(await focused()).toBe(first)
    await page.keyboard.press('j')
    expect(await focused()).toBe(second)
    for (let n = 0; n < 3; n++) await page.keyboard.press('k')
    expect(await focused()).toBe(first)
  })

  test('b opens the block form of the card and goes to its reason; typed letters stay letters', async () => {
    const { page } = desk
    await page.keyboard.press('b')
    expect(await focused()).toMatch(/^reason-/)
    const note = page.locator('[data-step]').first().getByLabel('Notitie')
    await note.fill('')
    await note.pressSequentially('jkpbs')
    expect(await note.inputValue()).toBe('jkpbs')
    expect(page.url()).not.toContain('done=')
  })

  test('p pins and s sends the proposal in focus, and nothing else', async () => {
    const { page } = desk
    await page.reload()
    await page.keyboard.press('p')
    expect(page.url()).not.toContain('done=')
    await page.keyboard.press('j')
    await page.keyboard.press('p')
    await page.waitForURL(/done=pinned/)
    expect(await focused()).toBe((await cards())[0])
    expect(await page.locator('[data-step]').first().textContent()).toContain('Vastgezet door Dirk')
    await page.keyboard.press('j')
    await page.keyboard.press('s')
    await page.waitForURL(/sent=1/)
    const texts = await page.locator('[data-step]').allTextContents()
    expect(texts.findIndex((text) => text.includes('Verstuurd door'))).toBe(1)
  })

  test('keys can be turned off, and stay off', async () => {
    const { page } = desk
    await page.getByLabel('Gebruik sneltoetsen').uncheck()
    await page.reload()
    await page.keyboard.press('j')
    expect(await focused()).toBe('')
    await page.getByLabel('Gebruik sneltoetsen').check()
  })

  /** Milliseconds from pressing it until the page says that it takes its time; where it leads is not opened. */
  const saysSoAfter = (pressed: string) =>
    desk.page.evaluate(
      (selector) =>
        new Promise<number>((resolve) => {
          const busy = document.querySelector<HTMLElement>('[data-busy]')!
          for (const type of ['click', 'submit'])
            document.addEventListener(type, (event) =>
              type === 'submit' || selector.startsWith('a') ? event.preventDefault() : null,
            )
          const start = performance.now()
          new MutationObserver(() => busy.hidden || resolve(performance.now() - start)).observe(busy, {
            attributes: true,
          })
          document.querySelector<HTMLElement>(selector)!.click()
        }),
      pressed,
    )

  test('what takes longer than a second says so after that second: a new run, and what links open', async () => {
    const { page } = desk
    const address = page.url()
    for (const [path, pressed] of [
      [`${server.url}/staff/matching`, 'form:has([data-busy]) button'],
      [address, 'a[data-slow]'],
    ] as const) {
      await page.goto(path)
      expect(await page.locator('[data-busy]').first().isVisible()).toBe(false)
      expect(await saysSoAfter(pressed)).toBeGreaterThan(990)
      expect(await page.getByRole('status').first().textContent()).toContain('De computer zoekt de beste verdeling')
    }
    await page.goto(address)
  })

  test('what if shows at once what moves, without another page', async () => {
    const { page } = desk
    await page.getByRole('link', { name: 'Vergelijk met anderen' }).first().click()
    await expectAccessible(page)
    await page
      .getByRole('link', { name: /Wat als/ })
      .first()
      .click()
    await page.getByText('Wat er verandert').waitFor()
    await expectAccessible(page)
    await page.evaluate(() => document.body.setAttribute('data-same', 'yes'))
    // An answer that lets itself be waited for is said to, until it is there.
    const busy = page.locator('[data-busy]').first()
    let go = () => {}
    const told = new Promise<void>((resolve) => {
      go = resolve
    })
    await page.route('**/what-if**', async (route) => {
      await told
      await route.continue()
    })
    await page.getByRole('checkbox').first().uncheck()
    await busy.waitFor({ state: 'visible' })
    go()
    await page.getByText('Je probeert nog niets uit.').waitFor()
    await busy.waitFor({ state: 'hidden' })
    await page.unroute('**/what-if**')
    expect(page.url()).toMatch(/what-if$/)
    const [mentees, mentors] = [page.locator('#mentee'), page.locator('#mentor')]
    await mentees.selectOption({ index: 2 })
    await mentors.selectOption({ index: 2 })
    await page.getByRole('button', { name: 'Haal uit elkaar' }).click()
    await page.waitForURL(/\?block=[\w-]+:[\w-]+$/)
    expect(await page.getByRole('checkbox').first().isChecked()).toBe(true)
    expect(await page.locator('body').getAttribute('data-same')).toBe('yes')
  })

  test('the same goes without JavaScript on a phone, where no keys are promised', async () => {
    const { page } = phone
    await page.goto(desk.page.url())
    await page.getByRole('checkbox').first().uncheck()
    await page.getByRole('button', { name: 'Bekijk' }).click()
    expect(await page.getByText('Je probeert nog niets uit.').isVisible()).toBe(true)
    expect(await page.locator('[data-busy]').first().isVisible()).toBe(false)
    await page.getByRole('link', { name: 'Alle voorstellen' }).click()
    expect(await page.getByText('Sneltoetsen', { exact: true }).isVisible()).toBe(false)
    await page
      .getByRole('button', { name: /^Zet vast/ })
      .first()
      .click()
    await page.waitForURL(/done=pinned/)
    expect(await page.locator('[data-step]').filter({ hasText: 'Vastgezet door' }).count()).toBeGreaterThan(0)
  })
})
