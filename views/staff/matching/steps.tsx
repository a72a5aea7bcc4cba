import type { FC, PropsWithChildren } from 'hono/jsx'
import { paths } from '../../../src/paths.ts'
import type { Words } from '../../words.ts'

/** What staff walk through with the keyboard. The keys press the buttons that everybody sees (static/assets/workbench-2.js). */

/** The number goes up with every change: browsers keep the file for good. */
export const STEPS_SCRIPT = paths.asset('workbench-2.js')

export type Key = 'p' | 's'

/** A card that j and k go to; p, b and s press the buttons in it. */
export const Step: FC<PropsWithChildren<{ id: string; label: string }>> = ({ id, label, children }) => (
  <div class="card" id={id} role="group" aria-label={label} tabindex={-1} data-step="">
    {children}
  </div>
)

export const KeyButton: FC<
  PropsWithChildren<{
    hotkey: Key
    kind: 'primary' | 'secondary'
    name?: string | undefined
    value?: string | undefined
    form?: string | undefined
  }>
> = ({ hotkey, kind, name, value, form, children }) => (
  <button
    type="submit"
    class={kind === 'primary' ? 'button' : 'button secondary'}
    name={name}
    value={value}
    form={form}
    data-key={hotkey}
    aria-keyshortcuts={hotkey}
  >
    {children}
  </button>
)

/** The keys, and the switch that turns them off. Stays hidden where the script does not run. */
export const KeyList: FC<{ words: Words['workbench']['keys'] }> = ({ words }) => (
  <div class="keys small" data-keys="" hidden>
    <strong>{words.title}</strong>
    {(
      [
        ['j', words.next],
        ['k', words.previous],
        ['p', words.pin],
        ['b', words.block],
        ['s', words.send],
      ] as const
    ).map(([key, does]) => (
      <span>
        <kbd>{key}</kbd> {does}
      </span>
    ))}
    <label>
      <input type="checkbox" checked data-keys-on="" /> {words.on}
    </label>
  </div>
)

/** Opens what is computed anew: in a large group that takes a while. */
export const SlowLink: FC<PropsWithChildren<{ href: string; class?: string | undefined }>> = ({
  href,
  children,
  ...rest
}) => (
  <a class={rest.class} href={href} data-slow="">
    {children}
  </a>
)

/** In a form whose answer takes long, or beside slow links: the script shows it once the browser waits for a second. */
export const Busy: FC<{ words: Words['workbench'] }> = ({ words }) => (
  <p class="busy" role="status" data-busy="" hidden>
    {words.busy}
  </p>
)
