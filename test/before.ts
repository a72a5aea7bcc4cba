import type { TestApp } from './app.ts'

/** Just before the next batch that writes to this table, `act` happens. */
export function before(t: TestApp, table: string, act: () => Promise<unknown>): void {
  const write = t.db.write
  t.deps.db.write = async (statements) => {
    const isNow = statements.some((one) => one.toSQL().sql.includes(`"${table}"`))
    if (isNow) {
      t.deps.db.write = write
      await act()
    }
    return write(statements)
  }
}
