CREATE TABLE `address_block` (
	`address_hash` text PRIMARY KEY NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `attendance` (
	`event_id` text NOT NULL,
	`participant_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`event_id`, `participant_id`),
	FOREIGN KEY (`event_id`) REFERENCES `event`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attendance_participant` ON `attendance` (`participant_id`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `consent_event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`schema_version` integer NOT NULL,
	`subject_ref` text NOT NULL,
	`commitment` text NOT NULL,
	`purpose` text NOT NULL,
	`about` text NOT NULL,
	`state` text NOT NULL,
	`text_id` text,
	`text_sha256` text,
	`notice_version` text NOT NULL,
	`notice_sha256` text NOT NULL,
	`language` text NOT NULL,
	`method` text NOT NULL,
	`channel` text NOT NULL,
	`actor` text NOT NULL,
	`actor_ref` text,
	`reason` text,
	`at` integer NOT NULL,
	`valid_until` integer,
	`form_build` text NOT NULL,
	FOREIGN KEY (`text_id`) REFERENCES `consent_text`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "consent_state" CHECK("consent_event"."state" in ('asked', 'given', 'confirmed', 'refused', 'withdrawn', 'expired', 'invalidated'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consent_event_id_unique` ON `consent_event` (`id`);--> statement-breakpoint
CREATE INDEX `consent_event_subject` ON `consent_event` (`subject_ref`,`purpose`,`about`,`seq`);--> statement-breakpoint
CREATE TABLE `consent_text` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`version` integer NOT NULL,
	`language` text NOT NULL,
	`body` text NOT NULL,
	`sha256` text NOT NULL,
	`published_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consent_text_version` ON `consent_text` (`code`,`version`,`language`);--> statement-breakpoint
CREATE TABLE `duo` (
	`id` text PRIMARY KEY NOT NULL,
	`introduction_id` text NOT NULL,
	`programme` text NOT NULL,
	`mentor_id` text NOT NULL,
	`mentee_id` text NOT NULL,
	`started_on` text NOT NULL,
	`start_year` integer NOT NULL,
	`ends_on` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentor_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentee_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "duo_year_of_start" CHECK("duo"."start_year" = cast(substr("duo"."started_on", 1, 4) as integer)),
	CONSTRAINT "duo_ends_after_start" CHECK("duo"."ends_on" > "duo"."started_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `duo_introduction_id_unique` ON `duo` (`introduction_id`);--> statement-breakpoint
CREATE INDEX `duo_year` ON `duo` (`programme`,`start_year`);--> statement-breakpoint
CREATE INDEX `duo_mentor` ON `duo` (`mentor_id`);--> statement-breakpoint
CREATE INDEX `duo_mentee` ON `duo` (`mentee_id`);--> statement-breakpoint
CREATE TABLE `duo_end` (
	`duo_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`ended_on` text NOT NULL,
	`side` text,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "duo_end_reason" CHECK("duo_end"."reason" in ('completed', 'early', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE `event` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`place` text NOT NULL,
	`starts_at` integer NOT NULL,
	`opens_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_code_unique` ON `event` (`code`);--> statement-breakpoint
CREATE TABLE `event_door` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`event_id` text NOT NULL,
	`open` integer NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `event`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `event_door_event` ON `event_door` (`event_id`,`seq`);--> statement-breakpoint
CREATE TABLE `form_key` (
	`key` text PRIMARY KEY NOT NULL,
	`location` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `introduction` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`mentor_id` text NOT NULL,
	`mentee_id` text NOT NULL,
	`pair_hash` text NOT NULL,
	`cap_year` integer NOT NULL,
	`why` text NOT NULL,
	`run_id` text,
	`sent_at` integer NOT NULL,
	`staff_id` text NOT NULL,
	FOREIGN KEY (`mentor_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentee_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`run_id`) REFERENCES `matching_run`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `introduction_mentor` ON `introduction` (`mentor_id`);--> statement-breakpoint
CREATE INDEX `introduction_mentee` ON `introduction` (`mentee_id`);--> statement-breakpoint
CREATE INDEX `introduction_programme` ON `introduction` (`programme`,`sent_at`);--> statement-breakpoint
CREATE TABLE `introduction_answer` (
	`introduction_id` text NOT NULL,
	`side` text NOT NULL,
	`answer` text NOT NULL,
	`reason` text,
	`called` text,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`introduction_id`, `side`),
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "answer_side" CHECK("introduction_answer"."side" in ('mentor', 'mentee')),
	CONSTRAINT "answer_value" CHECK("introduction_answer"."answer" in ('yes', 'no')),
	CONSTRAINT "answer_assisted" CHECK(("introduction_answer"."way" = 'staff') = ("introduction_answer"."staff_id" is not null))
);
--> statement-breakpoint
CREATE TABLE `introduction_ask` (
	`introduction_id` text NOT NULL,
	`side` text NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`introduction_id`, `side`),
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `introduction_correction` (
	`introduction_id` text NOT NULL,
	`side` text NOT NULL,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`introduction_id`, `side`),
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `introduction_end` (
	`introduction_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "introduction_end_reason" CHECK("introduction_end"."reason" in ('declined', 'expired', 'withdrawn', 'pulled', 'lapsed', 'taken_back'))
);
--> statement-breakpoint
CREATE TABLE `left_out` (
	`participant_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text NOT NULL,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `link` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`purpose` text NOT NULL,
	`participant_id` text NOT NULL,
	`about` text NOT NULL,
	`generation` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `link_token_hash_unique` ON `link` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `link_subject` ON `link` (`purpose`,`participant_id`,`about`,`generation`);--> statement-breakpoint
CREATE TABLE `matching_run` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text NOT NULL,
	`input` text NOT NULL,
	`result` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `matching_run_programme` ON `matching_run` (`programme`,`at`);--> statement-breakpoint
CREATE TABLE `note` (
	`id` text PRIMARY KEY NOT NULL,
	`participant_id` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text NOT NULL,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `note_participant` ON `note` (`participant_id`,`at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`participant_id` text,
	`staff_id` text,
	`signup_id` text,
	`introduction_id` text,
	`duo_id` text,
	`staff_link_id` text,
	`address` text,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`lease_until` integer NOT NULL,
	`attempts` integer NOT NULL,
	`sent_at` integer,
	`failed_at` integer,
	`last_error` text,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`signup_id`) REFERENCES `signup`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_link_id`) REFERENCES `staff_link`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupe_key_unique` ON `outbox` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`) WHERE sent_at is null and failed_at is null;--> statement-breakpoint
CREATE INDEX `outbox_participant` ON `outbox` (`participant_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `outbox_created` ON `outbox` (`created_at`);--> statement-breakpoint
CREATE TABLE `pair_bar` (
	`id` text PRIMARY KEY NOT NULL,
	`pair_hash` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text,
	`note` text,
	`until` integer,
	`introduction_id` text,
	`at` integer NOT NULL,
	`staff_id` text,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pair_bar_kind" CHECK("pair_bar"."kind" in ('no', 'block'))
);
--> statement-breakpoint
CREATE INDEX `pair_bar_pair` ON `pair_bar` (`pair_hash`);--> statement-breakpoint
CREATE INDEX `pair_bar_introduction` ON `pair_bar` (`introduction_id`);--> statement-breakpoint
CREATE TABLE `pair_lift` (
	`bar_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text,
	FOREIGN KEY (`bar_id`) REFERENCES `pair_bar`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `participant` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text,
	`programme` text NOT NULL,
	`side` text NOT NULL,
	`subject_ref` text,
	`subject_salt` text,
	`topics` text NOT NULL,
	`sector` text,
	`languages` text NOT NULL,
	`capacity` integer NOT NULL,
	`same_sector_welcome` integer,
	`stage` text,
	`business` text,
	`business_visible` integer NOT NULL,
	`in_centre` integer,
	`generation` integer NOT NULL,
	`created_at` integer NOT NULL,
	`erased_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "participant_side" CHECK("participant"."side" in ('mentor', 'mentee')),
	CONSTRAINT "participant_capacity" CHECK("participant"."capacity" between 0 and 20),
	CONSTRAINT "participant_erased" CHECK(("participant"."person_id" is null) = ("participant"."erased_at" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participant_subject_ref_unique` ON `participant` (`subject_ref`);--> statement-breakpoint
CREATE UNIQUE INDEX `participant_person_programme_side` ON `participant` (`person_id`,`programme`,`side`);--> statement-breakpoint
CREATE INDEX `participant_programme` ON `participant` (`programme`,`side`);--> statement-breakpoint
CREATE TABLE `participant_pause` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` text NOT NULL,
	`paused` integer NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `participant_pause_participant` ON `participant_pause` (`participant_id`,`seq`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`email_normalised` text NOT NULL,
	`name` text NOT NULL,
	`phone` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_email_normalised_unique` ON `person` (`email_normalised`);--> statement-breakpoint
CREATE TABLE `pin` (
	`mentee_id` text PRIMARY KEY NOT NULL,
	`mentor_id` text NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text NOT NULL,
	FOREIGN KEY (`mentee_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`mentor_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `programme_cap` (
	`programme` text NOT NULL,
	`year` integer NOT NULL,
	`cap` integer NOT NULL,
	PRIMARY KEY(`programme`, `year`),
	CONSTRAINT "cap_not_negative" CHECK("programme_cap"."cap" >= 0)
);
--> statement-breakpoint
CREATE TABLE `proof` (
	`id` text PRIMARY KEY NOT NULL,
	`participant_id` text NOT NULL,
	`signup_id` text,
	`how` text NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`signup_id`) REFERENCES `signup`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `proof_signup` ON `proof` (`signup_id`,`how`);--> statement-breakpoint
CREATE UNIQUE INDEX `proof_participant` ON `proof` (`participant_id`,`how`) WHERE signup_id is null;--> statement-breakpoint
CREATE INDEX `proof_of_participant` ON `proof` (`participant_id`);--> statement-breakpoint
CREATE TABLE `rate_bucket` (
	`key` text NOT NULL,
	`window_start` integer NOT NULL,
	`count` integer NOT NULL,
	`most` integer NOT NULL,
	PRIMARY KEY(`key`, `window_start`),
	CONSTRAINT "rate_within_limit" CHECK("rate_bucket"."count" <= "rate_bucket"."most")
);
--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `signup` (
	`id` text PRIMARY KEY NOT NULL,
	`form_key` text NOT NULL,
	`event_id` text NOT NULL,
	`side` text NOT NULL,
	`participant_id` text,
	`short_code` text NOT NULL,
	`phone_hash` text NOT NULL,
	`pending` text,
	`channel` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `event`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `signup_form_key_unique` ON `signup` (`form_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `signup_short_code_unique` ON `signup` (`short_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `signup_phone_hash_unique` ON `signup` (`phone_hash`);--> statement-breakpoint
CREATE INDEX `signup_participant` ON `signup` (`participant_id`);--> statement-breakpoint
CREATE INDEX `signup_event` ON `signup` (`event_id`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_email_unique` ON `staff` (`email`);--> statement-breakpoint
CREATE TABLE `staff_link` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`staff_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_link_token_hash_unique` ON `staff_link` (`token_hash`);--> statement-breakpoint
CREATE TABLE `staff_link_use` (
	`link_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`link_id`) REFERENCES `staff_link`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `staff_session` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
