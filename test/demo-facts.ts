/** Every column that holds the instant of a fact. */
export const INSTANTS = `select m.name as tab, c.name as col from sqlite_master m join pragma_table_info(m.name) c
  where m.type = 'table' and c.type = 'INTEGER' and (c.name = 'at' or c.name like '%\\_at' escape '\\')
    and c.name not in ('expires_at', 'closes_at', 'due_at', 'slot_at', 'earliest_at')`

/** What each fact must come after: a query that finds those that do not. */
export function causes(now: number): Record<string, string> {
  const pair = 'join introduction i on i.id ='
  return {
    'a sign-up of an event': 'select s.id from signup s join event e on e.id = s.event_id where s.at < e.created_at',
    'a proof of a participant':
      'select x.id from proof x join participant p on p.id = x.participant_id where x.at < p.created_at',
    'an introduction of who signed up':
      'select i.id from introduction i join participant p on p.id in (i.mentor_id, i.mentee_id) where i.sent_at < p.created_at',
    'an introduction of who has a place': `select i.id, o.id from introduction i join introduction o on o.mentee_id = i.mentee_id and o.id <> i.id and o.sent_at <= i.sent_at
        left join duo d on d.introduction_id = o.id left join duo_end e on e.duo_id = d.id left join introduction_end x on x.introduction_id = o.id
        where coalesce(iif(d.id is null, x.at, e.at), ${now}) > i.sent_at`,
    'a question to one of the two': `select i.id from introduction_ask a ${pair} a.introduction_id where a.at < i.sent_at`,
    'an answer to a question':
      'select a.introduction_id from introduction_answer a join introduction_ask k using (introduction_id, side) where a.at < k.at',
    'a reason of an answer':
      'select r.introduction_id from introduction_reason r join introduction_answer a using (introduction_id, side) where r.at < a.at',
    'a correction of an answer':
      'select r.introduction_id from introduction_correction r join introduction_answer a using (introduction_id, side) where r.at < a.at',
    'an end of an introduction': `select i.id from introduction_end e ${pair} e.introduction_id where e.at < i.sent_at`,
    'an end after the answers':
      'select e.introduction_id from introduction_end e join introduction_answer a using (introduction_id) where a.at > e.at',
    'a meeting of two yes':
      'select m.id from meeting m join introduction_answer a using (introduction_id) where m.at < a.at',
    'a date that was chosen':
      'select m.id from meeting_answer a join meeting m on m.id = a.meeting_id where a.at < m.at',
    'a click after a meeting':
      'select c.introduction_id from click c join meeting m using (introduction_id) where c.at < m.at',
    'an agreement after the clicks':
      'select g.introduction_id from agreement g join click c using (introduction_id, side) where g.at < c.at',
    'a duo of two yes': 'select d.id from duo d join introduction_answer a using (introduction_id) where d.at < a.at',
    'a question of a duo': 'select d.id from checkin_ask k join duo d on d.id = k.duo_id where k.at < d.at',
    'a check-in that was asked':
      'select a.duo_id from checkin_answer a join checkin_ask k using (duo_id, milestone, side) where a.at < k.at',
    'a meeting of a duo': 'select l.id from meeting_log l join duo d on d.id = l.duo_id where l.met_on < d.started_on',
    'a note that was taken back':
      'select l.id from meeting_log_void v join meeting_log l on l.id = v.log_id where v.at < l.at',
    'a pause that ended': 'select p.id from duo_resume r join duo_pause p on p.id = r.pause_id where r.at < p.at',
    'a pause of a duo': 'select p.id from duo_pause p join duo d on d.id = p.duo_id where p.at < d.at',
    'a longer duo': 'select x.id from duo_extension x join duo d on d.id = x.duo_id where x.at < d.at',
    'an end of a duo': 'select d.id from duo_end e join duo d on d.id = e.duo_id where e.at < d.at',
    'why a duo ended': 'select r.duo_id from duo_end_reason r join duo_end e using (duo_id) where r.at < e.at',
    'the questions of the end': 'select a.duo_id from end_answer a join duo_end e using (duo_id) where a.at < e.at',
    'what came of a duo': 'select o.id from outcome o join duo_end e using (duo_id) where o.at < e.at',
    'a mail about an introduction': `select o.id, o.kind from outbox o ${pair} o.introduction_id where o.created_at < i.sent_at`,
    'a mail about a duo': 'select o.id, o.kind from outbox o join duo d on d.id = o.duo_id where o.created_at < d.at',
  }
}
