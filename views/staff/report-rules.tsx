import type { FC } from 'hono/jsx'
import type { ReportRules } from '../../src/domain/report.ts'
import { paths } from '../../src/paths.ts'
import { Button, Choices, Form } from '../form.tsx'
import { Card } from '../parts.tsx'
import { nl } from '../words.ts'

const words = nl.report.settings

/** How the report counts. */
export const ReportRulesForm: FC<{ csrf: string; rules: ReportRules }> = ({ csrf, rules: { broadIncludesDirect } }) => (
  <>
    <h2 id="report">{words.title}</h2>
    <Card>
      <Form action={paths.reportRules()} csrf={csrf}>
        <Choices
          type="radio"
          name="broadIncludesDirect"
          legend={words.legend}
          options={[
            { value: 'yes', label: words.yes, checked: broadIncludesDirect },
            { value: 'no', label: words.no, checked: !broadIncludesDirect },
          ]}
        />
        <Button kind="secondary">{words.save}</Button>
      </Form>
    </Card>
  </>
)
