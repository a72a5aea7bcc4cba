import type { FC } from 'hono/jsx'
import { Button, Form } from '../form.tsx'
import { nl } from '../words.ts'

/** Deletes the text that it stands beside, for good. `about` tells a screen reader which: the same words stand at each. */
export const Wipe: FC<{ action: string; about: string; csrf: string }> = ({ action, about, csrf }) => (
  <Form action={action} csrf={csrf}>
    <Button kind="link">
      {nl.wiping.button}
      <span class="hidden"> {about}</span>
    </Button>
  </Form>
)
