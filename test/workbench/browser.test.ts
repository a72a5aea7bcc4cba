import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DESKTOP, type Device, device, expectAccessible, missingForBrowserTests, PHONE } from '../chromium.ts'
import { type ServerProcess, startProcess } from '../server-process.ts'

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
    expect(texts.findIndex((text) => text.includes('verstuurde dit op'))).toBe(1)
  })

  test('keys can be turned off, and stay off', async () => {
    const { page } = desk
    await page.getByLabel('Gebruik sneltoetsen').uncheck()
    await page.reload()
    await page.keyboard.press('j')
    expect(await focused()).toBe('')
    await page.getByLabel('Gebruik sneltoetsen').check()
  })

  test('a run that takes its time says that it is being made', async () => {
    const { page } = desk
    const address = page.url()
    await page.goto(`${server.url}/staff/matching`)
    const button = page.getByRole('button', { name: 'Maak voorstellen' })
    await page.evaluate(() => document.addEventListener('submit', (event) => event.preventDefault()))
    await button.click()
    expect(await page.getByRole('status').textContent()).toContain('De computer zoekt de beste verdeling')
    expect(await button.getAttribute('aria-busy')).toBe('true')
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
    await page.getByRole('checkbox').first().uncheck()
    await page.getByText('Je probeert nog niets uit.').waitFor()
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
