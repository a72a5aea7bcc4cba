-- Who signed up when, without reading everybody's row: the report counts them all, and asks for the first of a programme.
DROP INDEX `participant_programme`;--> statement-breakpoint
CREATE INDEX `participant_programme` ON `participant` (`programme`,`side`,`created_at`,`id`);
