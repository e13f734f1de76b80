PRAGMA foreign_keys=OFF;
BEGIN;
CREATE TABLE account (
	name VARCHAR(80) NOT NULL, 
	password TEXT NOT NULL, 
	role VARCHAR(10) NOT NULL, 
	made VARCHAR(32) NOT NULL, 
	closed VARCHAR(32), 
	CONSTRAINT pk_account PRIMARY KEY (name)
);
CREATE TABLE actor (
	id VARCHAR(24) NOT NULL, 
	read_name TEXT NOT NULL, 
	name TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	"key" TEXT, 
	read_kind VARCHAR(16) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	read_country VARCHAR(8), 
	country VARCHAR(8), 
	wikidata VARCHAR(16), 
	now VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_actor PRIMARY KEY (id)
);
INSERT INTO "actor" VALUES ('a275bc53a48c60423', 'Finland', 'Finland', 'finland', 'c finland', 'country', 'country', 'FI', 'FI', NULL, 'a275bc53a48c60423');
INSERT INTO "actor" VALUES ('ac056693db3b162bb', 'Aino Lahti', 'Aino Lahti', 'aino lahti', 'p lahti', 'person', 'person', 'FI', 'FI', NULL, 'ac056693db3b162bb');
INSERT INTO "actor" VALUES ('a2e23a77ace4060ad', 'Sweden', 'Sweden', 'sweden', 'c sweden', 'country', 'country', 'SE', 'SE', NULL, 'a2e23a77ace4060ad');
INSERT INTO "actor" VALUES ('a0bba5afab4299d8c', 'Erik Dahl', 'Erik Dahl', 'erik dahl', 'p dahl', 'person', 'person', 'SE', 'SE', NULL, 'a0bba5afab4299d8c');
INSERT INTO "actor" VALUES ('a92c09028d6073c50', 'Karin Ek', 'Karin Ek', 'karin ek', 'p ek', 'person', 'person', NULL, NULL, NULL, 'a0bba5afab4299d8c');
INSERT INTO "actor" VALUES ('aaa67de940b683117', 'Green League', 'Green League', 'green league', 'b green league', 'party', 'party', NULL, NULL, NULL, 'aaa67de940b683117');
INSERT INTO "actor" VALUES ('a09a49da718ffeeef', 'Fishermen', 'Fishermen', 'fishermen', 'b fishermen', 'group', 'group', NULL, NULL, NULL, 'a09a49da718ffeeef');
INSERT INTO "actor" VALUES ('a82a2f811d874d0fb', 'Norway', 'Norway', 'norway', 'c norway', 'country', 'country', 'NO', 'NO', NULL, 'a82a2f811d874d0fb');
INSERT INTO "actor" VALUES ('ad437e7d760b129fa', 'Norwegian foreign ministry', 'Norwegian foreign ministry', 'norwegian foreign ministry', 'b norwegian foreign ministry', 'government', 'government', 'NO', 'NO', NULL, 'ad437e7d760b129fa');
INSERT INTO "actor" VALUES ('a414480b56a3110d5', 'Lahti', 'Lahti', 'lahti', 'p lahti', 'person', 'person', NULL, NULL, NULL, 'a414480b56a3110d5');
INSERT INTO "actor" VALUES ('a4e8c6ad7c78ab291', 'E. Dahl', 'E. Dahl', 'e. dahl', 'p dahl', 'person', 'person', NULL, NULL, NULL, 'a4e8c6ad7c78ab291');
CREATE TABLE actor_link (
	actor VARCHAR(24) NOT NULL, 
	"into" VARCHAR(24) NOT NULL, 
	why TEXT NOT NULL, 
	CONSTRAINT pk_actor_link PRIMARY KEY (actor), 
	CONSTRAINT fk_actor_link_actor FOREIGN KEY(actor) REFERENCES actor (id), 
	CONSTRAINT fk_actor_link_into FOREIGN KEY("into") REFERENCES actor (id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES ('0001');
CREATE TABLE appearance (
	text INTEGER NOT NULL, 
	read_actor VARCHAR(24) NOT NULL, 
	settled VARCHAR(24) NOT NULL, 
	actor VARCHAR(24) NOT NULL, 
	why TEXT, 
	rank INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	country VARCHAR(8), 
	wikidata VARCHAR(16), 
	mentions TEXT NOT NULL, 
	CONSTRAINT pk_appearance PRIMARY KEY (text, read_actor), 
	CONSTRAINT fk_appearance_actor FOREIGN KEY(actor) REFERENCES actor (id), 
	CONSTRAINT fk_appearance_read_actor FOREIGN KEY(read_actor) REFERENCES actor (id), 
	CONSTRAINT fk_appearance_settled FOREIGN KEY(settled) REFERENCES actor (id), 
	CONSTRAINT fk_appearance_text FOREIGN KEY(text) REFERENCES text (number)
);
INSERT INTO "appearance" VALUES (1, 'a275bc53a48c60423', 'a275bc53a48c60423', 'a275bc53a48c60423', NULL, 0, 'Finland', 'FI', NULL, '[[0,7,"name","Finland"]]');
INSERT INTO "appearance" VALUES (1, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ac056693db3b162bb', NULL, 1, 'Aino Lahti', 'FI', NULL, '[[25,35,"name","Aino Lahti"],[56,59,"pronoun","her"],[220,225,"name","Lahti"],[576,581,"name","Lahti"]]');
INSERT INTO "appearance" VALUES (1, 'a2e23a77ace4060ad', 'a2e23a77ace4060ad', 'a2e23a77ace4060ad', NULL, 2, 'Sweden', 'SE', NULL, '[[141,147,"name","Sweden"],[366,375,"name","Stockholm"]]');
INSERT INTO "appearance" VALUES (1, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', NULL, 3, 'Erik Dahl', 'SE', NULL, '[[351,360,"name","Erik Dahl"],[567,571,"name","Dahl"]]');
INSERT INTO "appearance" VALUES (1, 'a92c09028d6073c50', 'a92c09028d6073c50', 'a92c09028d6073c50', NULL, 4, 'Karin Ek', NULL, NULL, '[[461,469,"name","Karin Ek"]]');
INSERT INTO "appearance" VALUES (1, 'aaa67de940b683117', 'aaa67de940b683117', 'aaa67de940b683117', NULL, 5, 'Green League', NULL, NULL, '[[525,537,"name","Green League"]]');
INSERT INTO "appearance" VALUES (1, 'a09a49da718ffeeef', 'a09a49da718ffeeef', 'a09a49da718ffeeef', NULL, 6, 'Fishermen', NULL, NULL, '[[610,619,"nominal","Fishermen"]]');
INSERT INTO "appearance" VALUES (1, 'a82a2f811d874d0fb', 'a82a2f811d874d0fb', 'a82a2f811d874d0fb', NULL, 7, 'Norway', 'NO', NULL, '[[715,721,"name","Norway"]]');
INSERT INTO "appearance" VALUES (1, 'ad437e7d760b129fa', 'ad437e7d760b129fa', 'ad437e7d760b129fa', NULL, 8, 'Norwegian foreign ministry', 'NO', NULL, '[[760,780,"nominal","its foreign ministry"]]');
INSERT INTO "appearance" VALUES (2, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ac056693db3b162bb', NULL, 0, 'Aino Lahti', NULL, NULL, '[[0,10,"name","Aino Lahti"]]');
INSERT INTO "appearance" VALUES (2, 'a414480b56a3110d5', 'a414480b56a3110d5', 'a414480b56a3110d5', NULL, 1, 'Lahti', NULL, NULL, '[[238,243,"name","Lahti"]]');
INSERT INTO "appearance" VALUES (2, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', NULL, 2, 'Erik Dahl', NULL, NULL, '[[343,352,"name","Erik Dahl"]]');
INSERT INTO "appearance" VALUES (2, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', NULL, 3, 'E. Dahl', NULL, NULL, '[[449,456,"name","E. Dahl"]]');
INSERT INTO "appearance" VALUES (2, 'a92c09028d6073c50', 'a92c09028d6073c50', 'a92c09028d6073c50', NULL, 4, 'Karin Ek', NULL, NULL, '[[558,566,"name","Karin Ek"]]');
INSERT INTO "appearance" VALUES (3, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ac056693db3b162bb', NULL, 0, 'Aino Lahti', 'FI', NULL, '[[0,25,"name","President Aino Lahti (FI)"]]');
INSERT INTO "appearance" VALUES (3, 'a414480b56a3110d5', 'a414480b56a3110d5', 'a414480b56a3110d5', NULL, 1, 'Lahti', NULL, NULL, '[[122,127,"name","Lahti"]]');
INSERT INTO "appearance" VALUES (3, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', NULL, 2, 'Erik Dahl', NULL, NULL, '[[231,240,"name","Erik Dahl"]]');
INSERT INTO "appearance" VALUES (3, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', NULL, 3, 'E. Dahl', NULL, NULL, '[[345,352,"name","E. Dahl"]]');
INSERT INTO "appearance" VALUES (3, 'a92c09028d6073c50', 'a92c09028d6073c50', 'a92c09028d6073c50', NULL, 4, 'Karin Ek', NULL, NULL, '[[458,466,"name","Karin Ek"]]');
INSERT INTO "appearance" VALUES (4, 'a414480b56a3110d5', 'a414480b56a3110d5', 'a414480b56a3110d5', NULL, 0, 'Lahti', NULL, NULL, '[[0,5,"name","Lahti"]]');
INSERT INTO "appearance" VALUES (4, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', NULL, 1, 'Erik Dahl', NULL, NULL, '[[107,116,"name","Erik Dahl"]]');
INSERT INTO "appearance" VALUES (4, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', NULL, 2, 'E. Dahl', NULL, NULL, '[[220,227,"name","E. Dahl"]]');
INSERT INTO "appearance" VALUES (4, 'a92c09028d6073c50', 'a92c09028d6073c50', 'a92c09028d6073c50', NULL, 3, 'Karin Ek', NULL, NULL, '[[324,332,"name","Karin Ek"]]');
INSERT INTO "appearance" VALUES (4, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ac056693db3b162bb', NULL, 4, 'Aino Lahti', NULL, NULL, '[[438,448,"name","Aino Lahti"]]');
INSERT INTO "appearance" VALUES (5, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', NULL, 0, 'Erik Dahl', NULL, NULL, '[[0,9,"name","Erik Dahl"]]');
INSERT INTO "appearance" VALUES (5, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', NULL, 1, 'E. Dahl', NULL, NULL, '[[111,118,"name","E. Dahl"]]');
INSERT INTO "appearance" VALUES (5, 'a92c09028d6073c50', 'a92c09028d6073c50', 'a92c09028d6073c50', NULL, 2, 'Karin Ek', NULL, NULL, '[[223,231,"name","Karin Ek"]]');
INSERT INTO "appearance" VALUES (5, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ac056693db3b162bb', NULL, 3, 'Aino Lahti', NULL, NULL, '[[337,347,"name","Aino Lahti"]]');
INSERT INTO "appearance" VALUES (5, 'a414480b56a3110d5', 'a414480b56a3110d5', 'a414480b56a3110d5', NULL, 4, 'Lahti', NULL, NULL, '[[571,576,"name","Lahti"]]');
INSERT INTO "appearance" VALUES (6, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', NULL, 0, 'E. Dahl', NULL, NULL, '[[0,7,"name","E. Dahl"]]');
INSERT INTO "appearance" VALUES (6, 'a92c09028d6073c50', 'a92c09028d6073c50', 'a92c09028d6073c50', NULL, 1, 'Karin Ek', NULL, NULL, '[[107,115,"name","Karin Ek"]]');
INSERT INTO "appearance" VALUES (6, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ac056693db3b162bb', NULL, 2, 'Aino Lahti', NULL, NULL, '[[212,222,"name","Aino Lahti"]]');
INSERT INTO "appearance" VALUES (6, 'a414480b56a3110d5', 'a414480b56a3110d5', 'a414480b56a3110d5', NULL, 3, 'Lahti', NULL, NULL, '[[450,455,"name","Lahti"]]');
INSERT INTO "appearance" VALUES (6, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', NULL, 4, 'Erik Dahl', NULL, NULL, '[[557,566,"name","Erik Dahl"]]');
INSERT INTO "appearance" VALUES (7, 'a92c09028d6073c50', 'a92c09028d6073c50', 'a92c09028d6073c50', NULL, 0, 'Karin Ek', NULL, NULL, '[[0,8,"name","Karin Ek"]]');
INSERT INTO "appearance" VALUES (7, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ac056693db3b162bb', NULL, 1, 'Aino Lahti', NULL, NULL, '[[109,119,"name","Aino Lahti"]]');
INSERT INTO "appearance" VALUES (7, 'a414480b56a3110d5', 'a414480b56a3110d5', 'a414480b56a3110d5', NULL, 2, 'Lahti', NULL, NULL, '[[352,357,"name","Lahti"]]');
INSERT INTO "appearance" VALUES (7, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', NULL, 3, 'Erik Dahl', NULL, NULL, '[[458,467,"name","Erik Dahl"]]');
INSERT INTO "appearance" VALUES (7, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', NULL, 4, 'E. Dahl', NULL, NULL, '[[569,576,"name","E. Dahl"]]');
INSERT INTO "appearance" VALUES (8, 'a92c09028d6073c50', 'a92c09028d6073c50', 'a92c09028d6073c50', NULL, 0, 'Karin Ek', NULL, NULL, '[[0,8,"name","Karin Ek"]]');
INSERT INTO "appearance" VALUES (8, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ac056693db3b162bb', NULL, 1, 'Aino Lahti', NULL, NULL, '[[109,119,"name","Aino Lahti"]]');
INSERT INTO "appearance" VALUES (8, 'a414480b56a3110d5', 'a414480b56a3110d5', 'a414480b56a3110d5', NULL, 2, 'Lahti', NULL, NULL, '[[352,357,"name","Lahti"]]');
INSERT INTO "appearance" VALUES (8, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', NULL, 3, 'Erik Dahl', NULL, NULL, '[[458,467,"name","Erik Dahl"]]');
INSERT INTO "appearance" VALUES (9, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ac056693db3b162bb', NULL, 0, 'Aino Lahti', 'FI', NULL, '[[0,25,"name","President Aino Lahti (FI)"]]');
INSERT INTO "appearance" VALUES (9, 'a414480b56a3110d5', 'a414480b56a3110d5', 'a414480b56a3110d5', NULL, 1, 'Lahti', NULL, NULL, '[[127,132,"name","Lahti"]]');
INSERT INTO "appearance" VALUES (9, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', NULL, 2, 'Erik Dahl', NULL, NULL, '[[236,245,"name","Erik Dahl"]]');
INSERT INTO "appearance" VALUES (9, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', NULL, 3, 'E. Dahl', NULL, NULL, '[[346,353,"name","E. Dahl"]]');
INSERT INTO "appearance" VALUES (9, 'a92c09028d6073c50', 'a92c09028d6073c50', 'a92c09028d6073c50', NULL, 4, 'Karin Ek', NULL, NULL, '[[457,465,"name","Karin Ek"]]');
CREATE TABLE dropped (
	text INTEGER NOT NULL, 
	step TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	rank INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_dropped PRIMARY KEY (text, step, reason), 
	CONSTRAINT fk_dropped_text FOREIGN KEY(text) REFERENCES text (number)
);
INSERT INTO "dropped" VALUES (1, 'statements', 'no source in reach', 0, 1);
CREATE TABLE event (
	number INTEGER NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	text INTEGER NOT NULL, 
	type VARCHAR(12) NOT NULL, 
	mode VARCHAR(24), 
	status VARCHAR(12) NOT NULL, 
	"trigger" TEXT NOT NULL, 
	words TEXT NOT NULL, 
	time VARCHAR(24), 
	statement VARCHAR(24), 
	day VARCHAR(10), 
	confidence FLOAT NOT NULL, 
	"by" TEXT NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	found BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (number), 
	CONSTRAINT fk_event_text FOREIGN KEY(text) REFERENCES text (number), 
	CONSTRAINT uq_event_id UNIQUE (id)
);
INSERT INTO "event" VALUES (1, 'e6491cd1fef05fc3d', 1, 'CONSULT', NULL, 'reported', '[[582,585]]', 'met', 'tb566243460681b7b', NULL, '2024-05-22', 0.6, 'events/hand-1', 'machine', 1);
INSERT INTO "event" VALUES (2, 'eda65a784a0aa37e8', 1, 'PROTEST', NULL, 'reported', '[[620,627]]', 'blocked', 'tf7392b7d4857dabc', NULL, '2024-05-14', 0.6, 'events/hand-1', 'machine', 1);
CREATE TABLE event_actor (
	event INTEGER NOT NULL, 
	role VARCHAR(9) NOT NULL, 
	rank INTEGER NOT NULL, 
	read_actor VARCHAR(24) NOT NULL, 
	actor VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_event_actor PRIMARY KEY (event, role, rank), 
	CONSTRAINT fk_event_actor_actor FOREIGN KEY(actor) REFERENCES actor (id), 
	CONSTRAINT fk_event_actor_event FOREIGN KEY(event) REFERENCES event (number), 
	CONSTRAINT fk_event_actor_read_actor FOREIGN KEY(read_actor) REFERENCES actor (id)
);
INSERT INTO "event_actor" VALUES (1, 'actor', 0, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c');
INSERT INTO "event_actor" VALUES (1, 'recipient', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "event_actor" VALUES (2, 'actor', 0, 'a09a49da718ffeeef', 'a09a49da718ffeeef');
CREATE TABLE event_place (
	event INTEGER NOT NULL, 
	place VARCHAR(24) NOT NULL, 
	rank INTEGER NOT NULL, 
	CONSTRAINT pk_event_place PRIMARY KEY (event, place), 
	CONSTRAINT fk_event_place_event FOREIGN KEY(event) REFERENCES event (number), 
	CONSTRAINT fk_event_place_place FOREIGN KEY(place) REFERENCES place (id)
);
INSERT INTO "event_place" VALUES (1, 'l8476fdb758828c98', 0);
INSERT INTO "event_place" VALUES (2, 'la99df61365ac2863', 0);
CREATE TABLE issue (
	id VARCHAR(24) NOT NULL, 
	read_label TEXT NOT NULL, 
	label TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	gathered VARCHAR(24) NOT NULL, 
	now VARCHAR(24) NOT NULL, 
	vector BLOB, 
	CONSTRAINT pk_issue PRIMARY KEY (id)
);
INSERT INTO "issue" VALUES ('i782d0e59e11edfe6', 'build a bridge across the strait', 'build a bridge across the strait', 'build a bridge across the strait', 'i782d0e59e11edfe6', 'i782d0e59e11edfe6', X'0000000081630F3E0000000081638F3E000000000000000081630F3E81630F3E81630F3E000000000000000081630F3E81630F3E000000004115D73E0000000081630F3E81630F3E000000004115D73E0000000000000000000000000000000081630F3E00000000000000000000000000000000000000000000000081630F3E0000000081630F3E0000000081630F3E000000000000000081630F3E0000000081630F3E00000000000000000000000000000000000000000000000081630F3E81630F3E81630F3E0000000000000000000000000000000081638F3E81630F3E0000000081638F3E0000000081630F3E81630F3E81630F3E0000000000000000');
INSERT INTO "issue" VALUES ('i55bb5ead648bd824', 'join the bridge project', 'join the bridge project', 'join the bridge project', 'i55bb5ead648bd824', 'i782d0e59e11edfe6', X'00000000F304B53E000000000000000000000000F304353E00000000F304B53E00000000F304353E0000000000000000F304353E00000000F304353E000000000000000000000000F304353EF304353EF304353E000000000000000000000000F304353E00000000000000000000000000000000F304353E000000000000000000000000F304353E000000000000000000000000F304353EF304353E00000000F304353E000000000000000000000000000000000000000000000000F304353E00000000000000000000000000000000F304353E00000000F304B53E0000000000000000F304B53E000000000000000000000000F304353E0000000000000000');
INSERT INTO "issue" VALUES ('i5d247332185ad63b', 'build a bridge', 'build a bridge', 'build a bridge', 'i5d247332185ad63b', 'i5d247332185ad63b', X'00000000A532843E00000000A532843E0000000000000000A532843EA532843EA532843E0000000000000000A532843E0000000000000000A532843E00000000000000000000000000000000A532843E00000000000000000000000000000000A532843E0000000000000000000000000000000000000000000000000000000000000000A532843E00000000A532843E00000000000000000000000000000000A532843E00000000000000000000000000000000000000000000000000000000A532843E0000000000000000000000000000000000000000A532843E000000000000000000000000000000000000000000000000A532843E0000000000000000');
INSERT INTO "issue" VALUES ('ic94f0dcdb0299881', 'build the bridge', 'build the bridge', 'build the bridge', 'i5d247332185ad63b', 'i5d247332185ad63b', NULL);
INSERT INTO "issue" VALUES ('id01b35ff43ce26f3', 'tear down a bridge', 'tear down a bridge', 'tear down a bridge', 'id01b35ff43ce26f3', 'id01b35ff43ce26f3', X'00000000F5EB6A3E00000000F5EB6A3E000000000000000000000000F5EB6A3EF5EB6A3E0000000000000000F5EB6A3E00000000F5EB6A3E00000000000000000000000000000000F5EB6A3E0000000000000000000000000000000000000000F5EB6A3E0000000000000000F5EB6A3E0000000000000000000000000000000000000000F5EB6A3E000000000000000000000000F5EB6A3E0000000000000000F5EB6A3EF5EB6A3E000000000000000000000000F5EB6A3E000000000000000000000000F5EB6A3E00000000000000000000000000000000F5EB6A3EF5EB6A3E00000000000000000000000000000000F5EB6A3E0000000000000000F5EB6A3E');
INSERT INTO "issue" VALUES ('ia3cd44920601e5b4', 'raise taxes on tea', 'raise taxes on tea', 'raise taxes on tea', 'ia3cd44920601e5b4', 'ia3cd44920601e5b4', X'0000000000000000CDCC4C3E0000000000000000000000000000000000000000CDCCCC3E00000000CDCC4C3E00000000000000000000000000000000CDCC4C3E000000000000000000000000CDCC4C3ECDCC4C3E00000000CDCC4C3E00000000CDCC4C3E000000000000000000000000000000000000000000000000CDCC4C3E0000000000000000CDCC4C3E000000000000000000000000000000000000000000000000CDCC4C3E0000000000000000000000000000000000000000000000000000000000000000CDCC4C3E000000000000000000000000CDCC4C3ECDCCCC3E0000000000000000CDCC4C3E0000000000000000CDCCCC3E0000000000000000');
CREATE TABLE issue_link (
	number INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	issue VARCHAR(24) NOT NULL, 
	relation VARCHAR(10) NOT NULL, 
	score FLOAT NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_issue_link PRIMARY KEY (number)
);
INSERT INTO "issue_link" VALUES (1, 'build a bridge across the strait', 'i782d0e59e11edfe6', 'founder', 1.0, 'no issue before it is the same act');
INSERT INTO "issue_link" VALUES (2, 'join the bridge project', 'i55bb5ead648bd824', 'founder', 1.0, 'no issue before it is the same act');
INSERT INTO "issue_link" VALUES (3, 'build a bridge', 'i5d247332185ad63b', 'founder', 1.0, 'no issue before it is the same act');
INSERT INTO "issue_link" VALUES (4, 'build the bridge', 'i5d247332185ad63b', 'same', 8.47682721115328607908e-01, 'the same act');
INSERT INTO "issue_link" VALUES (5, 'raise taxes on tea', 'ia3cd44920601e5b4', 'founder', 1.0, 'no issue before it is the same act');
INSERT INTO "issue_link" VALUES (6, 'tear down a bridge', 'id01b35ff43ce26f3', 'founder', 1.0, 'no issue before it is the same act');
INSERT INTO "issue_link" VALUES (7, 'tear down a bridge', 'i5d247332185ad63b', 'opposite', 0.766556978225708, 'the acts undo one another');
CREATE TABLE issue_mention (
	text INTEGER NOT NULL, 
	issue VARCHAR(24) NOT NULL, 
	rank INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	mentions TEXT NOT NULL, 
	CONSTRAINT pk_issue_mention PRIMARY KEY (text, issue), 
	CONSTRAINT fk_issue_mention_issue FOREIGN KEY(issue) REFERENCES issue (id), 
	CONSTRAINT fk_issue_mention_text FOREIGN KEY(text) REFERENCES text (number)
);
INSERT INTO "issue_mention" VALUES (1, 'i782d0e59e11edfe6', 0, 'build a bridge across the strait', '[[[[101,127]],"a bridge across the strait"],[[[397,407]],"the bridge"],[[[547,564]],"the plan outright"]]');
INSERT INTO "issue_mention" VALUES (1, 'i55bb5ead648bd824', 1, 'join the bridge project', '[[[[746,758]],"it will join"]]');
INSERT INTO "issue_mention" VALUES (2, 'i5d247332185ad63b', 0, 'build a bridge', '[[[[20,34]],"build a bridge"]]');
INSERT INTO "issue_mention" VALUES (3, 'i5d247332185ad63b', 0, 'build a bridge', '[[[[31,45]],"build a bridge"]]');
INSERT INTO "issue_mention" VALUES (3, 'ic94f0dcdb0299881', 1, 'build the bridge', '[[[[138,154]],"build the bridge"]]');
INSERT INTO "issue_mention" VALUES (3, 'id01b35ff43ce26f3', 2, 'tear down a bridge', '[[[[250,268]],"tear down a bridge"]]');
INSERT INTO "issue_mention" VALUES (3, 'ia3cd44920601e5b4', 3, 'raise taxes on tea', '[[[[363,381]],"raise taxes on tea"]]');
INSERT INTO "issue_mention" VALUES (4, 'i5d247332185ad63b', 0, 'build a bridge', '[[[[16,30]],"build a bridge"]]');
INSERT INTO "issue_mention" VALUES (4, 'id01b35ff43ce26f3', 1, 'tear down a bridge', '[[[[125,143]],"tear down a bridge"]]');
INSERT INTO "issue_mention" VALUES (5, 'i5d247332185ad63b', 0, 'build a bridge', '[[[[20,34]],"build a bridge"]]');
INSERT INTO "issue_mention" VALUES (5, 'ia3cd44920601e5b4', 1, 'raise taxes on tea', '[[[[128,146]],"raise taxes on tea"]]');
INSERT INTO "issue_mention" VALUES (5, 'id01b35ff43ce26f3', 2, 'tear down a bridge', '[[[[242,260]],"tear down a bridge"]]');
INSERT INTO "issue_mention" VALUES (5, 'ic94f0dcdb0299881', 3, 'build the bridge', '[[[[356,372]],"build the bridge"]]');
INSERT INTO "issue_mention" VALUES (6, 'i5d247332185ad63b', 0, 'build a bridge', '[[[[16,30]],"build a bridge"]]');
INSERT INTO "issue_mention" VALUES (7, 'i5d247332185ad63b', 0, 'build a bridge', '[[[[18,32]],"build a bridge"]]');
INSERT INTO "issue_mention" VALUES (7, 'ic94f0dcdb0299881', 1, 'build the bridge', '[[[[130,146]],"build the bridge"]]');
INSERT INTO "issue_mention" VALUES (7, 'id01b35ff43ce26f3', 2, 'tear down a bridge', '[[[[257,275]],"tear down a bridge"]]');
INSERT INTO "issue_mention" VALUES (7, 'ia3cd44920601e5b4', 3, 'raise taxes on tea', '[[[[363,381]],"raise taxes on tea"]]');
INSERT INTO "issue_mention" VALUES (8, 'i5d247332185ad63b', 0, 'build a bridge', '[[[[18,32]],"build a bridge"]]');
INSERT INTO "issue_mention" VALUES (8, 'ic94f0dcdb0299881', 1, 'build the bridge', '[[[[130,146]],"build the bridge"]]');
INSERT INTO "issue_mention" VALUES (8, 'id01b35ff43ce26f3', 2, 'tear down a bridge', '[[[[257,275]],"tear down a bridge"]]');
INSERT INTO "issue_mention" VALUES (8, 'ia3cd44920601e5b4', 3, 'raise taxes on tea', '[[[[363,381]],"raise taxes on tea"]]');
INSERT INTO "issue_mention" VALUES (9, 'i5d247332185ad63b', 0, 'build a bridge', '[[[[36,50]],"build a bridge"]]');
INSERT INTO "issue_mention" VALUES (9, 'ia3cd44920601e5b4', 1, 'raise taxes on tea', '[[[[141,159]],"raise taxes on tea"]]');
INSERT INTO "issue_mention" VALUES (9, 'id01b35ff43ce26f3', 2, 'tear down a bridge', '[[[[251,269]],"tear down a bridge"]]');
INSERT INTO "issue_mention" VALUES (9, 'ic94f0dcdb0299881', 3, 'build the bridge', '[[[[364,380]],"build the bridge"]]');
CREATE TABLE judgement (
	number INTEGER NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	layer VARCHAR(12) NOT NULL, 
	mark VARCHAR(64) NOT NULL, 
	text VARCHAR(64), 
	verb VARCHAR(10) NOT NULL, 
	value TEXT NOT NULL, 
	coder VARCHAR(80) NOT NULL, 
	judged VARCHAR(32) NOT NULL, 
	why TEXT, 
	undoes VARCHAR(24), 
	snapshot TEXT NOT NULL, 
	CONSTRAINT pk_judgement PRIMARY KEY (number), 
	CONSTRAINT uq_judgement_id UNIQUE (id)
);
INSERT INTO "judgement" VALUES (1, 'j2a988558ac3bfa43', 'position', 'p335a93497f1c08b8', '5e25066a823a95110f1c1d7a940423e920611c46e772b5cb9573e79fcccf511c', 'accept', '{}', 'ann', '2024-06-01T00:00:10.000000Z', NULL, NULL, '{"actor":{"country":"FI","id":"ac056693db3b162bb","kind":"person","name":"Aino Lahti","wikidata":null},"by":"positions/hand-1","condition":null,"confidence":0.71,"day":"2024-05-20","evidence":[[56,97]],"issue":{"id":"i782d0e59e11edfe6","label":"build a bridge across the strait"},"stance":"supports","statement":"s2f40f20479ed135f","text":"5e25066a823a95110f1c1d7a940423e920611c46e772b5cb9573e79fcccf511c","voice":"direct"}');
INSERT INTO "judgement" VALUES (2, 'jfb32a7064c49c1cc', 'position', 'paf2bccfa31327869', '5e25066a823a95110f1c1d7a940423e920611c46e772b5cb9573e79fcccf511c', 'reject', '{}', 'ben', '2024-06-01T00:00:11.000000Z', 'the author''s guess', NULL, '{"actor":{"country":"SE","id":"a2e23a77ace4060ad","kind":"country","name":"Sweden","wikidata":null},"by":"positions/hand-1","condition":null,"confidence":0.71,"day":"2024-05-22","evidence":[[129,165]],"issue":{"id":"i782d0e59e11edfe6","label":"build a bridge across the strait"},"stance":"opposes","statement":null,"text":"5e25066a823a95110f1c1d7a940423e920611c46e772b5cb9573e79fcccf511c","voice":"author"}');
INSERT INTO "judgement" VALUES (3, 'j95a0014d011ab311', 'position', 'p552c4439e9a85df4', '5e25066a823a95110f1c1d7a940423e920611c46e772b5cb9573e79fcccf511c', 'edit', '{"stance":"supports"}', 'ann', '2024-06-01T00:00:12.000000Z', NULL, NULL, '{"actor":{"country":"SE","id":"a0bba5afab4299d8c","kind":"person","name":"Erik Dahl","wikidata":null},"by":"positions/hand-1","condition":[[408,441]],"confidence":0.71,"day":"2024-05-22","evidence":[[366,407]],"issue":{"id":"i782d0e59e11edfe6","label":"build a bridge across the strait"},"stance":"open","statement":"sb9f13c7bd67e714c","text":"5e25066a823a95110f1c1d7a940423e920611c46e772b5cb9573e79fcccf511c","voice":"indirect"}');
INSERT INTO "judgement" VALUES (4, 'j5339c3046883d798', 'actor', 'a92c09028d6073c50', NULL, 'merge', '{"into":{"country":"SE","id":"a0bba5afab4299d8c","kind":"person","name":"Erik Dahl","wikidata":null}}', 'ann', '2024-06-01T00:00:13.000000Z', NULL, NULL, '{"country":null,"id":"a92c09028d6073c50","kind":"person","name":"Karin Ek","wikidata":null}');
INSERT INTO "judgement" VALUES (5, 'j77a0a012a490ac9f', 'issue', 'i55bb5ead648bd824', NULL, 'merge', '{"into":{"id":"i782d0e59e11edfe6","label":"build a bridge across the strait"}}', 'ann', '2024-06-01T00:00:14.000000Z', NULL, NULL, '{"id":"i55bb5ead648bd824","label":"join the bridge project"}');
CREATE TABLE opposite (
	issue VARCHAR(24) NOT NULL, 
	other VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_opposite PRIMARY KEY (issue, other)
);
INSERT INTO "opposite" VALUES ('id01b35ff43ce26f3', 'i5d247332185ad63b');
INSERT INTO "opposite" VALUES ('i5d247332185ad63b', 'id01b35ff43ce26f3');
CREATE TABLE passed (
	coder VARCHAR(80) NOT NULL, 
	mark VARCHAR(64) NOT NULL, 
	moment VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_passed PRIMARY KEY (coder, mark)
);
CREATE TABLE place (
	id VARCHAR(24) NOT NULL, 
	name TEXT NOT NULL, 
	country VARCHAR(8), 
	latitude FLOAT, 
	longitude FLOAT, 
	geonames INTEGER, 
	kind VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_place PRIMARY KEY (id)
);
INSERT INTO "place" VALUES ('l427b0310309db4e0', 'Turku', 'FI', 60.4515, 22.2687, 633679, 'city');
INSERT INTO "place" VALUES ('l8476fdb758828c98', 'Stockholm', 'SE', 59.3294, 18.0687, 2673730, 'city');
INSERT INTO "place" VALUES ('la99df61365ac2863', 'port of Kapellskär', NULL, NULL, NULL, NULL, 'site');
CREATE TABLE position (
	number INTEGER NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	text INTEGER NOT NULL, 
	read_actor VARCHAR(24) NOT NULL, 
	actor VARCHAR(24) NOT NULL, 
	read_issue VARCHAR(24) NOT NULL, 
	issue VARCHAR(24) NOT NULL, 
	read_stance VARCHAR(10) NOT NULL, 
	stance VARCHAR(10) NOT NULL, 
	read_condition TEXT, 
	condition TEXT, 
	condition_words TEXT, 
	voice VARCHAR(16) NOT NULL, 
	read_evidence TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	words TEXT NOT NULL, 
	statement VARCHAR(24), 
	day VARCHAR(10), 
	confidence FLOAT NOT NULL, 
	"by" TEXT NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	found BOOLEAN DEFAULT 0 NOT NULL, 
	utterance VARCHAR(24) NOT NULL, 
	repeat BOOLEAN NOT NULL, 
	CONSTRAINT pk_position PRIMARY KEY (number), 
	CONSTRAINT fk_position_actor FOREIGN KEY(actor) REFERENCES actor (id), 
	CONSTRAINT fk_position_issue FOREIGN KEY(issue) REFERENCES issue (id), 
	CONSTRAINT fk_position_read_actor FOREIGN KEY(read_actor) REFERENCES actor (id), 
	CONSTRAINT fk_position_read_issue FOREIGN KEY(read_issue) REFERENCES issue (id), 
	CONSTRAINT fk_position_text FOREIGN KEY(text) REFERENCES text (number), 
	CONSTRAINT uq_position_id UNIQUE (id)
);
INSERT INTO "position" VALUES (1, 'p335a93497f1c08b8', 1, 'ac056693db3b162bb', 'ac056693db3b162bb', 'i782d0e59e11edfe6', 'i782d0e59e11edfe6', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[56,97]]', '[[56,97]]', 'her government would “pay its full share”', 's2f40f20479ed135f', '2024-05-20', 0.71, 'positions/hand-1', 'accepted', 1, 'u8079a169733edf88', 0);
INSERT INTO "position" VALUES (2, 'paf2bccfa31327869', 1, 'a2e23a77ace4060ad', 'a2e23a77ace4060ad', 'i782d0e59e11edfe6', 'i782d0e59e11edfe6', 'opposes', 'opposes', NULL, NULL, NULL, 'author', '[[129,165]]', '[[129,165]]', 'a plan that Sweden has long resisted', NULL, '2024-05-22', 0.71, 'positions/hand-1', 'rejected', 1, 'u6386eb51e7b815a4', 0);
INSERT INTO "position" VALUES (3, 'p552c4439e9a85df4', 1, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'i782d0e59e11edfe6', 'i782d0e59e11edfe6', 'open', 'supports', '[[408,441]]', '[[408,441]]', 'if the Commission paid half of it', 'indirect', '[[366,407]]', '[[366,407]]', 'Stockholm was ready to discuss the bridge', 'sb9f13c7bd67e714c', '2024-05-22', 0.71, 'positions/hand-1', 'edited', 1, 'ua5f247ccfdfde9c9', 0);
INSERT INTO "position" VALUES (4, 'p22e35b45f5fbaaa1', 1, 'a92c09028d6073c50', 'a92c09028d6073c50', 'i782d0e59e11edfe6', 'i782d0e59e11edfe6', 'sceptical', 'sceptical', NULL, NULL, NULL, 'direct', '[[470,515]]', '[[470,515]]', 'warned that the costs could “sink the budget”', 's43c0aba96e327bbf', '2024-05-22', 0.71, 'positions/hand-1', 'machine', 1, 'u8491989fc296599c', 0);
INSERT INTO "position" VALUES (5, 'peb83ff178523fd26', 1, 'aaa67de940b683117', 'aaa67de940b683117', 'i782d0e59e11edfe6', 'i782d0e59e11edfe6', 'opposes', 'opposes', NULL, NULL, NULL, 'author', '[[521,564]]', '[[521,564]]', 'the Green League rejected the plan outright', NULL, '2024-05-22', 0.71, 'positions/hand-1', 'machine', 1, 'ue45cf1b86643b522', 0);
INSERT INTO "position" VALUES (6, 'p505b64ec614b9db4', 1, 'a82a2f811d874d0fb', 'a82a2f811d874d0fb', 'i55bb5ead648bd824', 'i55bb5ead648bd824', 'undecided', 'undecided', NULL, NULL, NULL, 'spokesperson', '[[715,758]]', '[[715,758]]', 'Norway has not decided whether it will join', 's979e23604cb5318e', '2024-05-22', 0.71, 'positions/hand-1', 'machine', 1, 'ua13ef3a0c18124ec', 0);
INSERT INTO "position" VALUES (7, 'pb6c983f2a598c0ca', 2, 'ac056693db3b162bb', 'ac056693db3b162bb', 'i5d247332185ad63b', 'i5d247332185ad63b', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[35,110]]', '[[35,110]]', 'the sea is wide and cold but our ferries cross it every day of the year 0 0', 's9dde4f94bf444468', '2024-01-01', 0.8, 'positions/lines-1', 'machine', 1, 'u157ef199d63b9c03', 0);
INSERT INTO "position" VALUES (8, 'pc5a8f435c269a90d', 2, 'ac056693db3b162bb', 'ac056693db3b162bb', 'i5d247332185ad63b', 'i5d247332185ad63b', 'undecided', 'undecided', NULL, NULL, NULL, 'direct', '[[162,237]]', '[[162,237]]', 'cold but our ferries cross it every day of the year the sea is wide and 0 1', 'sa589f6f51cd67900', '2024-01-01', 0.8, 'positions/lines-1', 'machine', 1, 'ue444e0bc4f5cbeac', 0);
INSERT INTO "position" VALUES (9, 'pee27733347d8dba0', 2, 'a414480b56a3110d5', 'a414480b56a3110d5', 'i5d247332185ad63b', 'i5d247332185ad63b', 'opposes', 'opposes', NULL, NULL, NULL, 'direct', '[[267,342]]', '[[267,342]]', 'it every day of the year the sea is wide and cold but our ferries cross 0 2', 's5bed21fe2a738f29', '2024-01-01', 0.8, 'positions/lines-1', 'machine', 1, 'u16fcd17a7f6b1042', 0);
INSERT INTO "position" VALUES (10, 'p2f0428dea44803f1', 2, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'i5d247332185ad63b', 'i5d247332185ad63b', 'open', 'open', NULL, NULL, NULL, 'direct', '[[373,448]]', '[[373,448]]', 'year the sea is wide and cold but our ferries cross it every day of the 0 3', 's6217ba8fcd996660', '2024-01-01', 0.8, 'positions/lines-1', 'machine', 1, 'udd97882bd023edd4', 0);
INSERT INTO "position" VALUES (11, 'pc52b8dad0031a535', 2, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'i5d247332185ad63b', 'i5d247332185ad63b', 'sceptical', 'sceptical', NULL, NULL, NULL, 'direct', '[[482,557]]', '[[482,557]]', 'and cold but our ferries cross it every day of the year the sea is wide 0 4', 's00cef4ec6d1c6fc6', '2024-01-01', 0.8, 'positions/lines-1', 'machine', 1, 'u760c6abdb690dc59', 0);
INSERT INTO "position" VALUES (12, 'p4c8d17bf68f46a85', 2, 'a92c09028d6073c50', 'a92c09028d6073c50', 'i5d247332185ad63b', 'i5d247332185ad63b', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[591,666]]', '[[591,666]]', 'cross it every day of the year the sea is wide and cold but our ferries 0 5', 's3b8a8bcb00adcf35', '2024-01-01', 0.8, 'positions/lines-1', 'machine', 1, 'u6cb485d78124245e', 0);
INSERT INTO "position" VALUES (13, 'pfe3dd6d3eee8cb4a', 3, 'ac056693db3b162bb', 'ac056693db3b162bb', 'i5d247332185ad63b', 'i5d247332185ad63b', 'open', 'open', NULL, NULL, NULL, 'direct', '[[46,121]]', '[[46,121]]', 'wide and cold but our ferries cross it every day of the year the sea is 1 0', 's7e9eeddc8cd519a6', '2024-01-02', 0.8, 'positions/lines-1', 'machine', 1, 'u4fb7a1025ce31faa', 0);
INSERT INTO "position" VALUES (14, 'pc7c173473711fc44', 3, 'a414480b56a3110d5', 'a414480b56a3110d5', 'ic94f0dcdb0299881', 'ic94f0dcdb0299881', 'sceptical', 'sceptical', NULL, NULL, NULL, 'direct', '[[155,230]]', '[[155,230]]', 'ferries cross it every day of the year the sea is wide and cold but our 1 1', 's2c5ddfa2797738ba', '2024-01-02', 0.8, 'positions/lines-1', 'machine', 1, 'u558d621c61e33934', 0);
INSERT INTO "position" VALUES (15, 'p3d9142ec6dc6d1e3', 3, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'id01b35ff43ce26f3', 'id01b35ff43ce26f3', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[269,344]]', '[[269,344]]', 'of the year the sea is wide and cold but our ferries cross it every day 1 2', 's18a4e95676cbc7da', '2024-01-02', 0.8, 'positions/lines-1', 'machine', 1, 'u9b63f9a6ba74773b', 0);
INSERT INTO "position" VALUES (16, 'p585fa701109d124d', 3, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'ia3cd44920601e5b4', 'ia3cd44920601e5b4', 'undecided', 'undecided', NULL, NULL, NULL, 'direct', '[[382,457]]', '[[382,457]]', 'is wide and cold but our ferries cross it every day of the year the sea 1 3', 's6ddc87c3ce64ba3d', '2024-01-02', 0.8, 'positions/lines-1', 'machine', 1, 'u758dcb7b99494b73', 0);
INSERT INTO "position" VALUES (17, 'pcb31a3a530c06ea1', 3, 'a92c09028d6073c50', 'a92c09028d6073c50', 'i5d247332185ad63b', 'i5d247332185ad63b', 'opposes', 'opposes', NULL, NULL, NULL, 'direct', '[[490,565]]', '[[490,565]]', 'our ferries cross it every day of the year the sea is wide and cold but 1 4', 'scfeace7ccfb94cb2', '2024-01-02', 0.8, 'positions/lines-1', 'machine', 1, 'ubd5c35f1f4a66d6d', 0);
INSERT INTO "position" VALUES (18, 'pd33aedf161de249f', 3, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ic94f0dcdb0299881', 'ic94f0dcdb0299881', 'open', 'open', NULL, NULL, NULL, 'direct', '[[599,674]]', '[[599,674]]', 'day of the year the sea is wide and cold but our ferries cross it every 1 5', 's3b75b66aa398c85f', '2024-01-02', 0.8, 'positions/lines-1', 'machine', 1, 'u598d40aded333659', 0);
INSERT INTO "position" VALUES (19, 'p10e476aef06bef95', 4, 'a414480b56a3110d5', 'a414480b56a3110d5', 'i5d247332185ad63b', 'i5d247332185ad63b', 'undecided', 'undecided', NULL, NULL, NULL, 'direct', '[[31,106]]', '[[31,106]]', 'but our ferries cross it every day of the year the sea is wide and cold 2 0', 'sf9f7ec8bc7e76005', '2024-01-03', 0.8, 'positions/lines-1', 'machine', 1, 'u10c91932cc82a847', 0);
INSERT INTO "position" VALUES (20, 'pa507023b48d84220', 4, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'id01b35ff43ce26f3', 'id01b35ff43ce26f3', 'opposes', 'opposes', NULL, NULL, NULL, 'direct', '[[144,219]]', '[[144,219]]', 'every day of the year the sea is wide and cold but our ferries cross it 2 1', 's4ec920c81f6d035b', '2024-01-03', 0.8, 'positions/lines-1', 'machine', 1, 'udbbc02dfd05a99af', 0);
INSERT INTO "position" VALUES (21, 'pf28e7f98110cb202', 4, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'i5d247332185ad63b', 'i5d247332185ad63b', 'open', 'open', NULL, NULL, NULL, 'direct', '[[248,323]]', '[[248,323]]', 'the sea is wide and cold but our ferries cross it every day of the year 2 2', 's95c3999a3cf0c7a8', '2024-01-03', 0.8, 'positions/lines-1', 'machine', 1, 'u19ffb73a16b8881b', 0);
INSERT INTO "position" VALUES (22, 'p6e86aba6b1403ac5', 4, 'a92c09028d6073c50', 'a92c09028d6073c50', 'id01b35ff43ce26f3', 'id01b35ff43ce26f3', 'sceptical', 'sceptical', NULL, NULL, NULL, 'direct', '[[362,437]]', '[[362,437]]', 'cold but our ferries cross it every day of the year the sea is wide and 2 3', 's0b290b66fb7f98c2', '2024-01-03', 0.8, 'positions/lines-1', 'machine', 1, 'ua4154f566e460c51', 0);
INSERT INTO "position" VALUES (23, 'pc6376ebd23589d73', 4, 'ac056693db3b162bb', 'ac056693db3b162bb', 'i5d247332185ad63b', 'i5d247332185ad63b', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[473,548]]', '[[473,548]]', 'it every day of the year the sea is wide and cold but our ferries cross 2 4', 's5cd021a031ffbbfc', '2024-01-03', 0.8, 'positions/lines-1', 'machine', 1, 'ufe8310a48a744a88', 0);
INSERT INTO "position" VALUES (24, 'pb60956fa73be8190', 4, 'ac056693db3b162bb', 'ac056693db3b162bb', 'id01b35ff43ce26f3', 'id01b35ff43ce26f3', 'undecided', 'undecided', NULL, NULL, NULL, 'direct', '[[604,679]]', '[[604,679]]', 'year the sea is wide and cold but our ferries cross it every day of the 2 5', 's98d73dca129b756a', '2024-01-03', 0.8, 'positions/lines-1', 'machine', 1, 'uc21116ce728a1d68', 0);
INSERT INTO "position" VALUES (25, 'pa15fd698013a014d', 5, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'i5d247332185ad63b', 'i5d247332185ad63b', 'sceptical', 'sceptical', NULL, NULL, NULL, 'direct', '[[35,110]]', '[[35,110]]', 'cross it every day of the year the sea is wide and cold but our ferries 3 0', 'sa298164efb1475a8', '2024-01-04', 0.8, 'positions/lines-1', 'machine', 1, 'u86ef46e88efa394c', 0);
INSERT INTO "position" VALUES (26, 'p8fe7ef69ab18733b', 5, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'ia3cd44920601e5b4', 'ia3cd44920601e5b4', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[147,222]]', '[[147,222]]', 'the year the sea is wide and cold but our ferries cross it every day of 3 1', 's47c30aad81a81a59', '2024-01-04', 0.8, 'positions/lines-1', 'machine', 1, 'ua2b42571a7f34d9b', 0);
INSERT INTO "position" VALUES (27, 'pa4e54254f347ab47', 5, 'a92c09028d6073c50', 'a92c09028d6073c50', 'id01b35ff43ce26f3', 'id01b35ff43ce26f3', 'undecided', 'undecided', NULL, NULL, NULL, 'direct', '[[261,336]]', '[[261,336]]', 'wide and cold but our ferries cross it every day of the year the sea is 3 2', 's96bb43035a8737f6', '2024-01-04', 0.8, 'positions/lines-1', 'machine', 1, 'ud69a352f00ed4f4e', 0);
INSERT INTO "position" VALUES (28, 'pd8f778b30db5e013', 5, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ic94f0dcdb0299881', 'ic94f0dcdb0299881', 'opposes', 'opposes', NULL, NULL, NULL, 'direct', '[[373,448]]', '[[373,448]]', 'ferries cross it every day of the year the sea is wide and cold but our 3 3', 's97c2a8d95b03cb76', '2024-01-04', 0.8, 'positions/lines-1', 'machine', 1, 'u06f1b7368ecb7b0a', 0);
INSERT INTO "position" VALUES (29, 'pec2645e4de00a147', 5, 'ac056693db3b162bb', 'ac056693db3b162bb', 'i5d247332185ad63b', 'i5d247332185ad63b', 'open', 'open', NULL, NULL, NULL, 'direct', '[[495,570]]', '[[495,570]]', 'of the year the sea is wide and cold but our ferries cross it every day 3 4', 's1c3985157d77cfb5', '2024-01-04', 0.8, 'positions/lines-1', 'machine', 1, 'ue8979bcf1b471e36', 0);
INSERT INTO "position" VALUES (30, 'p8affdcd9c0aff554', 5, 'a414480b56a3110d5', 'a414480b56a3110d5', 'ia3cd44920601e5b4', 'ia3cd44920601e5b4', 'sceptical', 'sceptical', NULL, NULL, NULL, 'direct', '[[606,681]]', '[[606,681]]', 'is wide and cold but our ferries cross it every day of the year the sea 3 5', 's0c0e5bdd467b33c6', '2024-01-04', 0.8, 'positions/lines-1', 'machine', 1, 'u781c4083f2969142', 0);
INSERT INTO "position" VALUES (31, 'p9bddadf4554f2730', 6, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'i5d247332185ad63b', 'i5d247332185ad63b', 'opposes', 'opposes', NULL, NULL, NULL, 'direct', '[[31,106]]', '[[31,106]]', 'day of the year the sea is wide and cold but our ferries cross it every 4 0', 'sf9596aefe54cefeb', '2024-01-05', 0.8, 'positions/lines-1', 'machine', 1, 'ud6cc4c7f1ff234ce', 0);
INSERT INTO "position" VALUES (32, 'pb10ec069ed64c526', 6, 'a92c09028d6073c50', 'a92c09028d6073c50', 'i5d247332185ad63b', 'i5d247332185ad63b', 'open', 'open', NULL, NULL, NULL, 'direct', '[[136,211]]', '[[136,211]]', 'sea is wide and cold but our ferries cross it every day of the year the 4 1', 's2e16894981420e9b', '2024-01-05', 0.8, 'positions/lines-1', 'machine', 1, 'u53af8a863e6b49ea', 0);
INSERT INTO "position" VALUES (33, 'p71d192060e8b3c79', 6, 'ac056693db3b162bb', 'ac056693db3b162bb', 'i5d247332185ad63b', 'i5d247332185ad63b', 'sceptical', 'sceptical', NULL, NULL, NULL, 'direct', '[[248,323]]', '[[248,323]]', 'but our ferries cross it every day of the year the sea is wide and cold 4 2', 's8334d67799dbd245', '2024-01-05', 0.8, 'positions/lines-1', 'machine', 1, 'udf50c02a344b1694', 0);
INSERT INTO "position" VALUES (34, 'p0a8258318d85e82f', 6, 'ac056693db3b162bb', 'ac056693db3b162bb', 'i5d247332185ad63b', 'i5d247332185ad63b', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[374,449]]', '[[374,449]]', 'every day of the year the sea is wide and cold but our ferries cross it 4 3', 'sf1d2e9c5b8089120', '2024-01-05', 0.8, 'positions/lines-1', 'machine', 1, 'u7c483c99ec6f49a7', 0);
INSERT INTO "position" VALUES (35, 'pb6e761ea0c928ff2', 6, 'a414480b56a3110d5', 'a414480b56a3110d5', 'i5d247332185ad63b', 'i5d247332185ad63b', 'undecided', 'undecided', NULL, NULL, NULL, 'direct', '[[481,556]]', '[[481,556]]', 'the sea is wide and cold but our ferries cross it every day of the year 4 4', 's082efa09ce69bf31', '2024-01-05', 0.8, 'positions/lines-1', 'machine', 1, 'uc30c7a6ae51a399d', 0);
INSERT INTO "position" VALUES (36, 'paa384133c22fb293', 6, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'i5d247332185ad63b', 'i5d247332185ad63b', 'opposes', 'opposes', NULL, NULL, NULL, 'direct', '[[590,665]]', '[[590,665]]', 'cold but our ferries cross it every day of the year the sea is wide and 4 5', 's7431e66bc6b9a410', '2024-01-05', 0.8, 'positions/lines-1', 'machine', 1, 'uddee592b22b5ae54', 0);
INSERT INTO "position" VALUES (37, 'p87e8d737d39d8039', 7, 'a92c09028d6073c50', 'a92c09028d6073c50', 'i5d247332185ad63b', 'i5d247332185ad63b', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[33,108]]', '[[33,108]]', 'year the sea is wide and cold but our ferries cross it every day of the 5 0', 'sab6d8b9dd00cb67c', '2024-01-06', 0.8, 'positions/lines-1', 'machine', 1, 'u5a88b82cb244af32', 0);
INSERT INTO "position" VALUES (38, 'pe8c95bda87d55e06', 7, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ic94f0dcdb0299881', 'ic94f0dcdb0299881', 'undecided', 'undecided', NULL, NULL, NULL, 'direct', '[[147,222]]', '[[147,222]]', 'and cold but our ferries cross it every day of the year the sea is wide 5 1', 's9cb146c1ccd29076', '2024-01-06', 0.8, 'positions/lines-1', 'machine', 1, 'ub64091eb265c3b12', 0);
INSERT INTO "position" VALUES (39, 'p1918929a8f99b43b', 7, 'ac056693db3b162bb', 'ac056693db3b162bb', 'id01b35ff43ce26f3', 'id01b35ff43ce26f3', 'opposes', 'opposes', NULL, NULL, NULL, 'direct', '[[276,351]]', '[[276,351]]', 'cross it every day of the year the sea is wide and cold but our ferries 5 2', 's9be087eba24c643b', '2024-01-06', 0.8, 'positions/lines-1', 'machine', 1, 'u6f3bed4a427f7994', 0);
INSERT INTO "position" VALUES (40, 'p15f510af691ed806', 7, 'a414480b56a3110d5', 'a414480b56a3110d5', 'ia3cd44920601e5b4', 'ia3cd44920601e5b4', 'open', 'open', NULL, NULL, NULL, 'direct', '[[382,457]]', '[[382,457]]', 'the year the sea is wide and cold but our ferries cross it every day of 5 3', 's03d6e1bc2f5ee6b1', '2024-01-06', 0.8, 'positions/lines-1', 'machine', 1, 'u2cdc0fd6bf7b6ada', 0);
INSERT INTO "position" VALUES (41, 'p701f45d3be6adc5f', 7, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'i5d247332185ad63b', 'i5d247332185ad63b', 'sceptical', 'sceptical', NULL, NULL, NULL, 'direct', '[[493,568]]', '[[493,568]]', 'wide and cold but our ferries cross it every day of the year the sea is 5 4', 'sda97178e5e8b84e0', '2024-01-06', 0.8, 'positions/lines-1', 'machine', 1, 'u5b76d34b6dce229d', 0);
INSERT INTO "position" VALUES (42, 'pa702c28e0c7be074', 7, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'ic94f0dcdb0299881', 'ic94f0dcdb0299881', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[603,678]]', '[[603,678]]', 'ferries cross it every day of the year the sea is wide and cold but our 5 5', 's1bf24e857218801d', '2024-01-06', 0.8, 'positions/lines-1', 'machine', 1, 'u3803e5a36c8bf2f6', 0);
INSERT INTO "position" VALUES (43, 'p32fe623522a7427a', 8, 'a92c09028d6073c50', 'a92c09028d6073c50', 'i5d247332185ad63b', 'i5d247332185ad63b', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[33,108]]', '[[33,108]]', 'year the sea is wide and cold but our ferries cross it every day of the 5 0', 's20ad5ee8566b4c11', '2024-01-07', 0.8, 'positions/lines-1', 'machine', 1, 'u5a88b82cb244af32', 1);
INSERT INTO "position" VALUES (44, 'p0785323823e1de24', 8, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ic94f0dcdb0299881', 'ic94f0dcdb0299881', 'undecided', 'undecided', NULL, NULL, NULL, 'direct', '[[147,222]]', '[[147,222]]', 'and cold but our ferries cross it every day of the year the sea is wide 5 1', 'sd9473bd47fe79cee', '2024-01-07', 0.8, 'positions/lines-1', 'machine', 1, 'ub64091eb265c3b12', 1);
INSERT INTO "position" VALUES (45, 'p4a81c56429159802', 8, 'ac056693db3b162bb', 'ac056693db3b162bb', 'id01b35ff43ce26f3', 'id01b35ff43ce26f3', 'opposes', 'opposes', NULL, NULL, NULL, 'direct', '[[276,351]]', '[[276,351]]', 'cross it every day of the year the sea is wide and cold but our ferries 5 2', 's5a88b195a419059c', '2024-01-07', 0.8, 'positions/lines-1', 'machine', 1, 'u6f3bed4a427f7994', 1);
INSERT INTO "position" VALUES (46, 'pdf8fcac2d59649b4', 8, 'a414480b56a3110d5', 'a414480b56a3110d5', 'ia3cd44920601e5b4', 'ia3cd44920601e5b4', 'open', 'open', NULL, NULL, NULL, 'direct', '[[382,457]]', '[[382,457]]', 'the year the sea is wide and cold but our ferries cross it every day of 5 3', 's0d73ef3f6fa90924', '2024-01-07', 0.8, 'positions/lines-1', 'machine', 1, 'u2cdc0fd6bf7b6ada', 1);
INSERT INTO "position" VALUES (47, 'pa8a5c355f8d1b6ca', 8, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'i5d247332185ad63b', 'i5d247332185ad63b', 'sceptical', 'sceptical', NULL, NULL, NULL, 'direct', '[[493,568]]', '[[493,568]]', 'wide and cold but our ferries cross it every day of the year the sea is 5 4', 's7b079c2eeb3dd25b', '2024-01-07', 0.8, 'positions/lines-1', 'machine', 1, 'u5b76d34b6dce229d', 1);
INSERT INTO "position" VALUES (48, 'p49940903f5ab6d36', 9, 'ac056693db3b162bb', 'ac056693db3b162bb', 'i5d247332185ad63b', 'i5d247332185ad63b', 'undecided', 'undecided', NULL, NULL, NULL, 'direct', '[[51,126]]', '[[51,126]]', 'cold but our ferries cross it every day of the year the sea is wide and 7 0', 'sf48b77dd0516064e', '2024-01-08', 0.8, 'positions/lines-1', 'machine', 1, 'ua5cbf0065f77be70', 0);
INSERT INTO "position" VALUES (49, 'p9af99a4ee4063ac6', 9, 'a414480b56a3110d5', 'a414480b56a3110d5', 'ia3cd44920601e5b4', 'ia3cd44920601e5b4', 'opposes', 'opposes', NULL, NULL, NULL, 'direct', '[[160,235]]', '[[160,235]]', 'it every day of the year the sea is wide and cold but our ferries cross 7 1', 'sdf44ef412419a2d5', '2024-01-08', 0.8, 'positions/lines-1', 'machine', 1, 'uec54f58e31095f40', 0);
INSERT INTO "position" VALUES (50, 'p39fc1b391a1f8112', 9, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c', 'id01b35ff43ce26f3', 'id01b35ff43ce26f3', 'open', 'open', NULL, NULL, NULL, 'direct', '[[270,345]]', '[[270,345]]', 'year the sea is wide and cold but our ferries cross it every day of the 7 2', 's575ee2a6b2ba72c5', '2024-01-08', 0.8, 'positions/lines-1', 'machine', 1, 'ub0ad722e3dc3769d', 0);
INSERT INTO "position" VALUES (51, 'p5d5179beaba02c50', 9, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291', 'ic94f0dcdb0299881', 'ic94f0dcdb0299881', 'sceptical', 'sceptical', NULL, NULL, NULL, 'direct', '[[381,456]]', '[[381,456]]', 'and cold but our ferries cross it every day of the year the sea is wide 7 3', 's37b0b16c2ef68e40', '2024-01-08', 0.8, 'positions/lines-1', 'machine', 1, 'u45cdd7a5383561d1', 0);
INSERT INTO "position" VALUES (52, 'pcf86714d0b9a8f50', 9, 'a92c09028d6073c50', 'a92c09028d6073c50', 'i5d247332185ad63b', 'i5d247332185ad63b', 'supports', 'supports', NULL, NULL, NULL, 'direct', '[[490,565]]', '[[490,565]]', 'cross it every day of the year the sea is wide and cold but our ferries 7 4', 's6839ee9ad6ab57e1', '2024-01-08', 0.8, 'positions/lines-1', 'machine', 1, 'ud712290b2fb7528b', 0);
INSERT INTO "position" VALUES (53, 'p9a9c4caca08e4069', 9, 'ac056693db3b162bb', 'ac056693db3b162bb', 'ia3cd44920601e5b4', 'ia3cd44920601e5b4', 'undecided', 'undecided', NULL, NULL, NULL, 'direct', '[[606,681]]', '[[606,681]]', 'the year the sea is wide and cold but our ferries cross it every day of 7 5', 'sf7514dae28a8c3c8', '2024-01-08', 0.8, 'positions/lines-1', 'machine', 1, 'uc39cf953f6169f49', 0);
CREATE TABLE reading (
	text INTEGER NOT NULL, 
	steps TEXT NOT NULL, 
	read VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (text), 
	CONSTRAINT fk_reading_text FOREIGN KEY(text) REFERENCES text (number)
);
INSERT INTO "reading" VALUES (1, '["events/hand-1","positions/hand-1","statements","statements/hand-1"]', '2024-06-01T00:00:01.000000Z');
INSERT INTO "reading" VALUES (2, '["statements/lines-1","positions/lines-1"]', '2024-06-01T00:00:02.000000Z');
INSERT INTO "reading" VALUES (3, '["statements/lines-1","positions/lines-1"]', '2024-06-01T00:00:03.000000Z');
INSERT INTO "reading" VALUES (4, '["statements/lines-1","positions/lines-1"]', '2024-06-01T00:00:04.000000Z');
INSERT INTO "reading" VALUES (5, '["statements/lines-1","positions/lines-1"]', '2024-06-01T00:00:05.000000Z');
INSERT INTO "reading" VALUES (6, '["statements/lines-1","positions/lines-1"]', '2024-06-01T00:00:06.000000Z');
INSERT INTO "reading" VALUES (7, '["statements/lines-1","positions/lines-1"]', '2024-06-01T00:00:07.000000Z');
INSERT INTO "reading" VALUES (8, '["statements/lines-1","positions/lines-1"]', '2024-06-01T00:00:08.000000Z');
INSERT INTO "reading" VALUES (9, '["statements/lines-1","positions/lines-1"]', '2024-06-01T00:00:09.000000Z');
CREATE TABLE role (
	text INTEGER NOT NULL, 
	read_actor VARCHAR(24) NOT NULL, 
	rank INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	actor VARCHAR(24) NOT NULL, 
	title TEXT NOT NULL, 
	"of" TEXT, 
	country VARCHAR(8), 
	words TEXT NOT NULL, 
	day VARCHAR(10), 
	CONSTRAINT pk_role PRIMARY KEY (text, read_actor, rank), 
	CONSTRAINT fk_role_actor FOREIGN KEY(actor) REFERENCES actor (id), 
	CONSTRAINT fk_role_read_actor FOREIGN KEY(read_actor) REFERENCES actor (id), 
	CONSTRAINT fk_role_text FOREIGN KEY(text) REFERENCES text (number)
);
INSERT INTO "role" VALUES (1, 'ac056693db3b162bb', 0, 0, 24, 'ac056693db3b162bb', 'Prime Minister', 'Finland', 'FI', 'Finland''s Prime Minister', '2024-05-22');
INSERT INTO "role" VALUES (1, 'a0bba5afab4299d8c', 0, 324, 350, 'a0bba5afab4299d8c', 'Transport Minister', 'Sweden', 'SE', 'Swedish Transport Minister', '2024-05-22');
INSERT INTO "role" VALUES (1, 'a92c09028d6073c50', 0, 443, 460, 'a92c09028d6073c50', 'Opposition leader', NULL, NULL, 'Opposition leader', '2024-05-22');
INSERT INTO "role" VALUES (3, 'ac056693db3b162bb', 0, 0, 25, 'ac056693db3b162bb', 'President', NULL, 'FI', 'President Aino Lahti (FI)', '2024-01-02');
INSERT INTO "role" VALUES (9, 'ac056693db3b162bb', 0, 0, 25, 'ac056693db3b162bb', 'President', NULL, 'FI', 'President Aino Lahti (FI)', '2024-01-08');
CREATE TABLE session (
	token VARCHAR(64) NOT NULL, 
	account VARCHAR(80) NOT NULL, 
	csrf VARCHAR(64) NOT NULL, 
	made VARCHAR(32) NOT NULL, 
	ends VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_session PRIMARY KEY (token), 
	CONSTRAINT fk_session_account FOREIGN KEY(account) REFERENCES account (name)
);
CREATE TABLE signature (
	band BIGINT NOT NULL, 
	text INTEGER NOT NULL, 
	CONSTRAINT pk_signature PRIMARY KEY (band, text), 
	CONSTRAINT fk_signature_text FOREIGN KEY(text) REFERENCES text (number)
);
INSERT INTO "signature" VALUES (6533677657258129395, 1);
INSERT INTO "signature" VALUES (5435301324308306176, 1);
INSERT INTO "signature" VALUES (7077998229399608034, 1);
INSERT INTO "signature" VALUES (-3554409081620345050, 1);
INSERT INTO "signature" VALUES (737258535862781276, 1);
INSERT INTO "signature" VALUES (5798353941646041208, 1);
INSERT INTO "signature" VALUES (-6438116221545411206, 1);
INSERT INTO "signature" VALUES (-70883120767241037, 1);
INSERT INTO "signature" VALUES (-7286408408338580313, 1);
INSERT INTO "signature" VALUES (8285170000016578083, 1);
INSERT INTO "signature" VALUES (-3561312486796269457, 1);
INSERT INTO "signature" VALUES (6490061022308105002, 1);
INSERT INTO "signature" VALUES (8999748047370335563, 1);
INSERT INTO "signature" VALUES (5195988155326808350, 1);
INSERT INTO "signature" VALUES (-4166512395086981983, 1);
INSERT INTO "signature" VALUES (-8623001344586706340, 1);
INSERT INTO "signature" VALUES (5176516588567048693, 1);
INSERT INTO "signature" VALUES (5945279395703222543, 1);
INSERT INTO "signature" VALUES (-7047861070125635278, 1);
INSERT INTO "signature" VALUES (-4134033451304415245, 1);
INSERT INTO "signature" VALUES (4184492646975477129, 1);
INSERT INTO "signature" VALUES (-2772168751446041281, 1);
INSERT INTO "signature" VALUES (-5993552827965147557, 1);
INSERT INTO "signature" VALUES (8598219380520693199, 1);
INSERT INTO "signature" VALUES (-1023129548327326294, 2);
INSERT INTO "signature" VALUES (8247388515733359838, 2);
INSERT INTO "signature" VALUES (1152753016581295669, 2);
INSERT INTO "signature" VALUES (3230507158290097684, 2);
INSERT INTO "signature" VALUES (4308115285458318595, 2);
INSERT INTO "signature" VALUES (390036662228527581, 2);
INSERT INTO "signature" VALUES (-7770671964000436864, 2);
INSERT INTO "signature" VALUES (403318765417878446, 2);
INSERT INTO "signature" VALUES (-1951845053602744810, 2);
INSERT INTO "signature" VALUES (-4231954131502911078, 2);
INSERT INTO "signature" VALUES (6283704415608790718, 2);
INSERT INTO "signature" VALUES (-5078919147136558873, 2);
INSERT INTO "signature" VALUES (-2056457554781821519, 2);
INSERT INTO "signature" VALUES (8322902471589350320, 2);
INSERT INTO "signature" VALUES (-5598807501134806469, 2);
INSERT INTO "signature" VALUES (-182988645867333710, 2);
INSERT INTO "signature" VALUES (-3094748300489346289, 2);
INSERT INTO "signature" VALUES (36218153138325013, 2);
INSERT INTO "signature" VALUES (-8977850913542341890, 2);
INSERT INTO "signature" VALUES (5258403583800976536, 2);
INSERT INTO "signature" VALUES (-7025749982367327837, 2);
INSERT INTO "signature" VALUES (7109708803312944026, 2);
INSERT INTO "signature" VALUES (-3547007376987657749, 2);
INSERT INTO "signature" VALUES (7262869680831086524, 2);
INSERT INTO "signature" VALUES (4900058012768788039, 3);
INSERT INTO "signature" VALUES (-5126482471210683497, 3);
INSERT INTO "signature" VALUES (-170625371713113281, 3);
INSERT INTO "signature" VALUES (-563662592623215042, 3);
INSERT INTO "signature" VALUES (5448928432803815782, 3);
INSERT INTO "signature" VALUES (8953777536831533867, 3);
INSERT INTO "signature" VALUES (-9213867860471922657, 3);
INSERT INTO "signature" VALUES (832220046927598116, 3);
INSERT INTO "signature" VALUES (2764741397774436609, 3);
INSERT INTO "signature" VALUES (-3290774377506385291, 3);
INSERT INTO "signature" VALUES (-5685833138621938396, 3);
INSERT INTO "signature" VALUES (-4692105012206708853, 3);
INSERT INTO "signature" VALUES (-6890594501508262260, 3);
INSERT INTO "signature" VALUES (-7379644739184856814, 3);
INSERT INTO "signature" VALUES (789227379708165392, 3);
INSERT INTO "signature" VALUES (-7868882782373410704, 3);
INSERT INTO "signature" VALUES (5706732667699199846, 3);
INSERT INTO "signature" VALUES (3498437897894565941, 3);
INSERT INTO "signature" VALUES (6675048559113816364, 3);
INSERT INTO "signature" VALUES (-8016628135645023867, 3);
INSERT INTO "signature" VALUES (2966535482364325970, 3);
INSERT INTO "signature" VALUES (-8389673292123469002, 3);
INSERT INTO "signature" VALUES (8368212301893233715, 3);
INSERT INTO "signature" VALUES (-2753401336901958356, 3);
INSERT INTO "signature" VALUES (191110163672967131, 4);
INSERT INTO "signature" VALUES (2570979697785186958, 4);
INSERT INTO "signature" VALUES (-3697987836799440540, 4);
INSERT INTO "signature" VALUES (-3941540341691015574, 4);
INSERT INTO "signature" VALUES (4105790214119255480, 4);
INSERT INTO "signature" VALUES (-1605481109720656555, 4);
INSERT INTO "signature" VALUES (516624866452450521, 4);
INSERT INTO "signature" VALUES (-9185172058956670325, 4);
INSERT INTO "signature" VALUES (-8257502616450950622, 4);
INSERT INTO "signature" VALUES (-1007218184977618026, 4);
INSERT INTO "signature" VALUES (6088620666808274464, 4);
INSERT INTO "signature" VALUES (-1108979005352371164, 4);
INSERT INTO "signature" VALUES (254547711165701410, 4);
INSERT INTO "signature" VALUES (-13434909348485797, 4);
INSERT INTO "signature" VALUES (-3239632274173272507, 4);
INSERT INTO "signature" VALUES (-7097319505058378539, 4);
INSERT INTO "signature" VALUES (-2394802445813922009, 4);
INSERT INTO "signature" VALUES (-4510318804460704471, 4);
INSERT INTO "signature" VALUES (6972821200228819280, 4);
INSERT INTO "signature" VALUES (-8023997091794561997, 4);
INSERT INTO "signature" VALUES (6081961961287275311, 4);
INSERT INTO "signature" VALUES (6835812304226298260, 4);
INSERT INTO "signature" VALUES (-1464036246253057811, 4);
INSERT INTO "signature" VALUES (-2729870931863936663, 4);
INSERT INTO "signature" VALUES (3694981085047308960, 5);
INSERT INTO "signature" VALUES (3394196919498560729, 5);
INSERT INTO "signature" VALUES (-1777387981281130039, 5);
INSERT INTO "signature" VALUES (-4822562135052317153, 5);
INSERT INTO "signature" VALUES (-522116933070320816, 5);
INSERT INTO "signature" VALUES (2624725154447560143, 5);
INSERT INTO "signature" VALUES (8061560682724613457, 5);
INSERT INTO "signature" VALUES (3381791607240039064, 5);
INSERT INTO "signature" VALUES (-7883328683539226930, 5);
INSERT INTO "signature" VALUES (-3052346207857001051, 5);
INSERT INTO "signature" VALUES (-8668639013272328690, 5);
INSERT INTO "signature" VALUES (-4203659997458261647, 5);
INSERT INTO "signature" VALUES (-4152075303043868406, 5);
INSERT INTO "signature" VALUES (7382840358377218808, 5);
INSERT INTO "signature" VALUES (-2806591381740336685, 5);
INSERT INTO "signature" VALUES (-8365162846459071086, 5);
INSERT INTO "signature" VALUES (-2669437628321093298, 5);
INSERT INTO "signature" VALUES (6492581336941397893, 5);
INSERT INTO "signature" VALUES (6675048559113816364, 5);
INSERT INTO "signature" VALUES (2023806945050066219, 5);
INSERT INTO "signature" VALUES (-3127533886820404278, 5);
INSERT INTO "signature" VALUES (-215217673450161575, 5);
INSERT INTO "signature" VALUES (5139064976267675551, 5);
INSERT INTO "signature" VALUES (3658479580270890861, 5);
INSERT INTO "signature" VALUES (7195038566981287580, 6);
INSERT INTO "signature" VALUES (4696239925615549884, 6);
INSERT INTO "signature" VALUES (9204599764407126639, 6);
INSERT INTO "signature" VALUES (2759068198650889393, 6);
INSERT INTO "signature" VALUES (-8548851036385451813, 6);
INSERT INTO "signature" VALUES (-3083850947119824781, 6);
INSERT INTO "signature" VALUES (-8735402533106263575, 6);
INSERT INTO "signature" VALUES (2020452776499944029, 6);
INSERT INTO "signature" VALUES (-5159605085605342422, 6);
INSERT INTO "signature" VALUES (-1275290356013316374, 6);
INSERT INTO "signature" VALUES (9006152172060869404, 6);
INSERT INTO "signature" VALUES (-5316145256471652228, 6);
INSERT INTO "signature" VALUES (-5749183171394166197, 6);
INSERT INTO "signature" VALUES (848705656385600860, 6);
INSERT INTO "signature" VALUES (-769970340327554360, 6);
INSERT INTO "signature" VALUES (4640802106951285461, 6);
INSERT INTO "signature" VALUES (-772613633977097564, 6);
INSERT INTO "signature" VALUES (-779977938246486145, 6);
INSERT INTO "signature" VALUES (-6020031672388713671, 6);
INSERT INTO "signature" VALUES (5145334149036733506, 6);
INSERT INTO "signature" VALUES (-4838205363715039675, 6);
INSERT INTO "signature" VALUES (7217674740726824412, 6);
INSERT INTO "signature" VALUES (-8025479026387717422, 6);
INSERT INTO "signature" VALUES (7793767899414662898, 6);
INSERT INTO "signature" VALUES (-27049220126632509, 7);
INSERT INTO "signature" VALUES (-3233826006780117867, 7);
INSERT INTO "signature" VALUES (3558935578216912704, 7);
INSERT INTO "signature" VALUES (5649946551846790324, 7);
INSERT INTO "signature" VALUES (1231058074894782482, 7);
INSERT INTO "signature" VALUES (1803212174323076155, 7);
INSERT INTO "signature" VALUES (-5054732241147625134, 7);
INSERT INTO "signature" VALUES (-4084838470051736370, 7);
INSERT INTO "signature" VALUES (545269374572625145, 7);
INSERT INTO "signature" VALUES (6163765615312608959, 7);
INSERT INTO "signature" VALUES (-7932554897213243377, 7);
INSERT INTO "signature" VALUES (8722286355110415833, 7);
INSERT INTO "signature" VALUES (5129834095448486522, 7);
INSERT INTO "signature" VALUES (-6331453350075165126, 7);
INSERT INTO "signature" VALUES (-1612644113530686783, 7);
INSERT INTO "signature" VALUES (-7890059453077113619, 7);
INSERT INTO "signature" VALUES (5532293865783628914, 7);
INSERT INTO "signature" VALUES (-2309123620510768347, 7);
INSERT INTO "signature" VALUES (2248992231722959765, 7);
INSERT INTO "signature" VALUES (5578545233395900507, 7);
INSERT INTO "signature" VALUES (-7025749982367327837, 7);
INSERT INTO "signature" VALUES (8013018487732744278, 7);
INSERT INTO "signature" VALUES (1896440298837164513, 7);
INSERT INTO "signature" VALUES (9212565181579105982, 7);
INSERT INTO "signature" VALUES (2626460422396881392, 8);
INSERT INTO "signature" VALUES (-8393094271228201806, 8);
INSERT INTO "signature" VALUES (-725814491353275686, 8);
INSERT INTO "signature" VALUES (6168822549346424123, 8);
INSERT INTO "signature" VALUES (-5422675752266963878, 8);
INSERT INTO "signature" VALUES (-7136803231033742258, 8);
INSERT INTO "signature" VALUES (-5054732241147625134, 8);
INSERT INTO "signature" VALUES (-4084838470051736370, 8);
INSERT INTO "signature" VALUES (-6846695641552932710, 8);
INSERT INTO "signature" VALUES (6163765615312608959, 8);
INSERT INTO "signature" VALUES (-7932554897213243377, 8);
INSERT INTO "signature" VALUES (8722286355110415833, 8);
INSERT INTO "signature" VALUES (5129834095448486522, 8);
INSERT INTO "signature" VALUES (-3409924099401642276, 8);
INSERT INTO "signature" VALUES (-1612644113530686783, 8);
INSERT INTO "signature" VALUES (-7890059453077113619, 8);
INSERT INTO "signature" VALUES (-5136511100857313052, 8);
INSERT INTO "signature" VALUES (-2309123620510768347, 8);
INSERT INTO "signature" VALUES (2248992231722959765, 8);
INSERT INTO "signature" VALUES (5578545233395900507, 8);
INSERT INTO "signature" VALUES (-7025749982367327837, 8);
INSERT INTO "signature" VALUES (8013018487732744278, 8);
INSERT INTO "signature" VALUES (1896440298837164513, 8);
INSERT INTO "signature" VALUES (9212565181579105982, 8);
INSERT INTO "signature" VALUES (16654568609622983, 9);
INSERT INTO "signature" VALUES (-1900624663689075902, 9);
INSERT INTO "signature" VALUES (341070038579226605, 9);
INSERT INTO "signature" VALUES (6166303252795933527, 9);
INSERT INTO "signature" VALUES (3223150513225808552, 9);
INSERT INTO "signature" VALUES (5960527896383483838, 9);
INSERT INTO "signature" VALUES (-2740384507194766479, 9);
INSERT INTO "signature" VALUES (4227806211202323026, 9);
INSERT INTO "signature" VALUES (4458738822739529213, 9);
INSERT INTO "signature" VALUES (5710575635346968398, 9);
INSERT INTO "signature" VALUES (-5625732170555461504, 9);
INSERT INTO "signature" VALUES (1028224298819469510, 9);
INSERT INTO "signature" VALUES (-7543064589317992627, 9);
INSERT INTO "signature" VALUES (4255078515931068299, 9);
INSERT INTO "signature" VALUES (-251105057756729094, 9);
INSERT INTO "signature" VALUES (2206024183712231957, 9);
INSERT INTO "signature" VALUES (-6038447814282342300, 9);
INSERT INTO "signature" VALUES (-7215848601976192410, 9);
INSERT INTO "signature" VALUES (2772822313175743911, 9);
INSERT INTO "signature" VALUES (-4624153454550011896, 9);
INSERT INTO "signature" VALUES (-8212952410723235023, 9);
INSERT INTO "signature" VALUES (-3952149019522197485, 9);
INSERT INTO "signature" VALUES (1065424659063743850, 9);
INSERT INTO "signature" VALUES (4635554216408869932, 9);
CREATE TABLE source (
	id VARCHAR(24) NOT NULL, 
	text INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	url TEXT, 
	publisher TEXT, 
	outlet TEXT, 
	title TEXT, 
	published VARCHAR(10), 
	retrieved VARCHAR(32), 
	media_type TEXT NOT NULL, 
	added VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_source PRIMARY KEY (id), 
	CONSTRAINT fk_source_text FOREIGN KEY(text) REFERENCES text (number)
);
INSERT INTO "source" VALUES ('o3270b7485f158919', 1, 'bridge.txt', NULL, NULL, NULL, 'A bridge divides the strait', '2024-05-22', NULL, 'text/plain', '2024-06-01T00:00:01.000000Z');
INSERT INTO "source" VALUES ('o9dd21766d8ae836d', 2, '0.txt', NULL, NULL, NULL, NULL, '2024-01-01', NULL, 'text/plain', '2024-06-01T00:00:02.000000Z');
INSERT INTO "source" VALUES ('ocf2aa2199cc760d5', 3, '1.txt', NULL, NULL, NULL, NULL, '2024-01-02', NULL, 'text/plain', '2024-06-01T00:00:03.000000Z');
INSERT INTO "source" VALUES ('o39765254c9bde444', 4, '2.txt', NULL, NULL, NULL, NULL, '2024-01-03', NULL, 'text/plain', '2024-06-01T00:00:04.000000Z');
INSERT INTO "source" VALUES ('o395aa79a6e6601a3', 5, '3.txt', NULL, NULL, NULL, NULL, '2024-01-04', NULL, 'text/plain', '2024-06-01T00:00:05.000000Z');
INSERT INTO "source" VALUES ('oc29b4d0c9d1934b2', 6, '4.txt', NULL, NULL, NULL, NULL, '2024-01-05', NULL, 'text/plain', '2024-06-01T00:00:06.000000Z');
INSERT INTO "source" VALUES ('o5517f776d397228a', 7, '5.txt', NULL, NULL, NULL, NULL, '2024-01-06', NULL, 'text/plain', '2024-06-01T00:00:07.000000Z');
INSERT INTO "source" VALUES ('ob66a5dae98959397', 8, '6.txt', NULL, NULL, NULL, NULL, '2024-01-07', NULL, 'text/plain', '2024-06-01T00:00:08.000000Z');
INSERT INTO "source" VALUES ('o64b0d95ad037d621', 9, '7.txt', NULL, NULL, NULL, NULL, '2024-01-08', NULL, 'text/plain', '2024-06-01T00:00:09.000000Z');
CREATE TABLE speaker (
	statement INTEGER NOT NULL, 
	role VARCHAR(9) NOT NULL, 
	rank INTEGER NOT NULL, 
	read_actor VARCHAR(24) NOT NULL, 
	actor VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_speaker PRIMARY KEY (statement, role, rank), 
	CONSTRAINT fk_speaker_actor FOREIGN KEY(actor) REFERENCES actor (id), 
	CONSTRAINT fk_speaker_read_actor FOREIGN KEY(read_actor) REFERENCES actor (id), 
	CONSTRAINT fk_speaker_statement FOREIGN KEY(statement) REFERENCES statement (number)
);
INSERT INTO "speaker" VALUES (1, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (2, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (3, 'speaker', 0, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c');
INSERT INTO "speaker" VALUES (4, 'speaker', 0, 'a92c09028d6073c50', 'a92c09028d6073c50');
INSERT INTO "speaker" VALUES (5, 'speaker', 0, 'ad437e7d760b129fa', 'ad437e7d760b129fa');
INSERT INTO "speaker" VALUES (6, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (7, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (8, 'speaker', 0, 'a414480b56a3110d5', 'a414480b56a3110d5');
INSERT INTO "speaker" VALUES (9, 'speaker', 0, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c');
INSERT INTO "speaker" VALUES (10, 'speaker', 0, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291');
INSERT INTO "speaker" VALUES (11, 'speaker', 0, 'a92c09028d6073c50', 'a92c09028d6073c50');
INSERT INTO "speaker" VALUES (12, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (13, 'speaker', 0, 'a414480b56a3110d5', 'a414480b56a3110d5');
INSERT INTO "speaker" VALUES (14, 'speaker', 0, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c');
INSERT INTO "speaker" VALUES (15, 'speaker', 0, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291');
INSERT INTO "speaker" VALUES (16, 'speaker', 0, 'a92c09028d6073c50', 'a92c09028d6073c50');
INSERT INTO "speaker" VALUES (17, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (18, 'speaker', 0, 'a414480b56a3110d5', 'a414480b56a3110d5');
INSERT INTO "speaker" VALUES (19, 'speaker', 0, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c');
INSERT INTO "speaker" VALUES (20, 'speaker', 0, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291');
INSERT INTO "speaker" VALUES (21, 'speaker', 0, 'a92c09028d6073c50', 'a92c09028d6073c50');
INSERT INTO "speaker" VALUES (22, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (23, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (24, 'speaker', 0, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c');
INSERT INTO "speaker" VALUES (25, 'speaker', 0, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291');
INSERT INTO "speaker" VALUES (26, 'speaker', 0, 'a92c09028d6073c50', 'a92c09028d6073c50');
INSERT INTO "speaker" VALUES (27, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (28, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (29, 'speaker', 0, 'a414480b56a3110d5', 'a414480b56a3110d5');
INSERT INTO "speaker" VALUES (30, 'speaker', 0, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291');
INSERT INTO "speaker" VALUES (31, 'speaker', 0, 'a92c09028d6073c50', 'a92c09028d6073c50');
INSERT INTO "speaker" VALUES (32, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (33, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (34, 'speaker', 0, 'a414480b56a3110d5', 'a414480b56a3110d5');
INSERT INTO "speaker" VALUES (35, 'speaker', 0, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c');
INSERT INTO "speaker" VALUES (36, 'speaker', 0, 'a92c09028d6073c50', 'a92c09028d6073c50');
INSERT INTO "speaker" VALUES (37, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (38, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (39, 'speaker', 0, 'a414480b56a3110d5', 'a414480b56a3110d5');
INSERT INTO "speaker" VALUES (40, 'speaker', 0, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c');
INSERT INTO "speaker" VALUES (41, 'speaker', 0, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291');
INSERT INTO "speaker" VALUES (42, 'speaker', 0, 'a92c09028d6073c50', 'a92c09028d6073c50');
INSERT INTO "speaker" VALUES (43, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (44, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (45, 'speaker', 0, 'a414480b56a3110d5', 'a414480b56a3110d5');
INSERT INTO "speaker" VALUES (46, 'speaker', 0, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c');
INSERT INTO "speaker" VALUES (47, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
INSERT INTO "speaker" VALUES (48, 'speaker', 0, 'a414480b56a3110d5', 'a414480b56a3110d5');
INSERT INTO "speaker" VALUES (49, 'speaker', 0, 'a0bba5afab4299d8c', 'a0bba5afab4299d8c');
INSERT INTO "speaker" VALUES (50, 'speaker', 0, 'a4e8c6ad7c78ab291', 'a4e8c6ad7c78ab291');
INSERT INTO "speaker" VALUES (51, 'speaker', 0, 'a92c09028d6073c50', 'a92c09028d6073c50');
INSERT INTO "speaker" VALUES (52, 'speaker', 0, 'ac056693db3b162bb', 'ac056693db3b162bb');
CREATE TABLE statement (
	number INTEGER NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	text INTEGER NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	voice VARCHAR(16) NOT NULL, 
	source TEXT NOT NULL, 
	cue TEXT NOT NULL, 
	content TEXT NOT NULL, 
	source_words TEXT NOT NULL, 
	cue_words TEXT NOT NULL, 
	words TEXT NOT NULL, 
	within VARCHAR(24), 
	said VARCHAR(24), 
	place VARCHAR(24), 
	day VARCHAR(10), 
	confidence FLOAT NOT NULL, 
	"by" TEXT NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	found BOOLEAN DEFAULT 0 NOT NULL, 
	utterance VARCHAR(24) NOT NULL, 
	repeat BOOLEAN NOT NULL, 
	CONSTRAINT pk_statement PRIMARY KEY (number), 
	CONSTRAINT fk_statement_text FOREIGN KEY(text) REFERENCES text (number), 
	CONSTRAINT uq_statement_id UNIQUE (id)
);
INSERT INTO "statement" VALUES (1, 's2f40f20479ed135f', 1, 'mixed', 'direct', '[[0,35]]', '[[36,40]]', '[[56,127]]', 'Finland''s Prime Minister Aino Lahti', 'said', 'her government would “pay its full share” of a bridge across the strait', NULL, 't5d26b9c40672a4ae', NULL, '2024-05-20', 0.9, 'statements/hand-1', 'machine', 1, 'ud68aa850eef4c915', 0);
INSERT INTO "statement" VALUES (2, 's04b1d18b41c3d3e3', 1, 'direct', 'direct', '[[220,225]]', '[[226,230]]', '[[168,219],[251,322]]', 'Lahti', 'told', '“We will build it, with or without our neighbours,” … “The ferries <script>alert(1)</script> cannot carry our ports & mills.”', NULL, NULL, 'l427b0310309db4e0', '2024-05-22', 0.9, 'statements/hand-1', 'machine', 1, 'u2bbaf838d1c52355', 0);
INSERT INTO "statement" VALUES (3, 'sb9f13c7bd67e714c', 1, 'indirect', 'spokesperson', '[[324,360]]', '[[361,365]]', '[[366,441]]', 'Swedish Transport Minister Erik Dahl', 'said', 'Stockholm was ready to discuss the bridge if the Commission paid half of it', NULL, NULL, NULL, '2024-05-22', 0.9, 'statements/hand-1', 'machine', 1, 'udbf2260cc7b1f20a', 0);
INSERT INTO "statement" VALUES (4, 's43c0aba96e327bbf', 1, 'mixed', 'direct', '[[443,469]]', '[[470,476]]', '[[477,515]]', 'Opposition leader Karin Ek', 'warned', 'that the costs could “sink the budget”', NULL, NULL, NULL, '2024-05-22', 0.9, 'statements/hand-1', 'machine', 1, 'u92e94781d5d6684c', 0);
INSERT INTO "statement" VALUES (5, 's979e23604cb5318e', 1, 'indirect', 'spokesperson', '[[760,780]]', '[[781,785]]', '[[715,758]]', 'its foreign ministry', 'said', 'Norway has not decided whether it will join', NULL, NULL, NULL, '2024-05-22', 0.9, 'statements/hand-1', 'machine', 1, 'u3bc785ec85b71931', 0);
INSERT INTO "statement" VALUES (6, 's9dde4f94bf444468', 2, 'direct', 'direct', '[[0,10]]', '[[11,19]]', '[[35,110]]', 'Aino Lahti', 'supports', 'the sea is wide and cold but our ferries cross it every day of the year 0 0', NULL, NULL, NULL, '2024-01-01', 0.9, 'statements/lines-1', 'machine', 1, 'uba2b731c7dec3c23', 0);
INSERT INTO "statement" VALUES (7, 'sa589f6f51cd67900', 2, 'direct', 'direct', '[[111,136]]', '[[137,146]]', '[[162,237]]', 'President Aino Lahti (FI)', 'undecided', 'cold but our ferries cross it every day of the year the sea is wide and 0 1', NULL, NULL, NULL, '2024-01-01', 0.9, 'statements/lines-1', 'machine', 1, 'u2126578534622f65', 0);
INSERT INTO "statement" VALUES (8, 's5bed21fe2a738f29', 2, 'direct', 'direct', '[[238,243]]', '[[244,251]]', '[[267,342]]', 'Lahti', 'opposes', 'it every day of the year the sea is wide and cold but our ferries cross 0 2', NULL, NULL, NULL, '2024-01-01', 0.9, 'statements/lines-1', 'machine', 1, 'u5ffce54105f34417', 0);
INSERT INTO "statement" VALUES (9, 's6217ba8fcd996660', 2, 'direct', 'direct', '[[343,352]]', '[[353,357]]', '[[373,448]]', 'Erik Dahl', 'open', 'year the sea is wide and cold but our ferries cross it every day of the 0 3', NULL, NULL, NULL, '2024-01-01', 0.9, 'statements/lines-1', 'machine', 1, 'ud8aa407a192e90d5', 0);
INSERT INTO "statement" VALUES (10, 's00cef4ec6d1c6fc6', 2, 'direct', 'direct', '[[449,456]]', '[[457,466]]', '[[482,557]]', 'E. Dahl', 'sceptical', 'and cold but our ferries cross it every day of the year the sea is wide 0 4', NULL, NULL, NULL, '2024-01-01', 0.9, 'statements/lines-1', 'machine', 1, 'u611529a928655346', 0);
INSERT INTO "statement" VALUES (11, 's3b8a8bcb00adcf35', 2, 'direct', 'direct', '[[558,566]]', '[[567,575]]', '[[591,666]]', 'Karin Ek', 'supports', 'cross it every day of the year the sea is wide and cold but our ferries 0 5', NULL, NULL, NULL, '2024-01-01', 0.9, 'statements/lines-1', 'machine', 1, 'u3d374e4904d9f7ba', 0);
INSERT INTO "statement" VALUES (12, 's7e9eeddc8cd519a6', 3, 'direct', 'direct', '[[0,25]]', '[[26,30]]', '[[46,121]]', 'President Aino Lahti (FI)', 'open', 'wide and cold but our ferries cross it every day of the year the sea is 1 0', NULL, NULL, NULL, '2024-01-02', 0.9, 'statements/lines-1', 'machine', 1, 'u39738c6cbe61cc72', 0);
INSERT INTO "statement" VALUES (13, 's2c5ddfa2797738ba', 3, 'direct', 'direct', '[[122,127]]', '[[128,137]]', '[[155,230]]', 'Lahti', 'sceptical', 'ferries cross it every day of the year the sea is wide and cold but our 1 1', NULL, NULL, NULL, '2024-01-02', 0.9, 'statements/lines-1', 'machine', 1, 'u363dc7ccc8f5ef71', 0);
INSERT INTO "statement" VALUES (14, 's18a4e95676cbc7da', 3, 'direct', 'direct', '[[231,240]]', '[[241,249]]', '[[269,344]]', 'Erik Dahl', 'supports', 'of the year the sea is wide and cold but our ferries cross it every day 1 2', NULL, NULL, NULL, '2024-01-02', 0.9, 'statements/lines-1', 'machine', 1, 'u27b43e23a947325a', 0);
INSERT INTO "statement" VALUES (15, 's6ddc87c3ce64ba3d', 3, 'direct', 'direct', '[[345,352]]', '[[353,362]]', '[[382,457]]', 'E. Dahl', 'undecided', 'is wide and cold but our ferries cross it every day of the year the sea 1 3', NULL, NULL, NULL, '2024-01-02', 0.9, 'statements/lines-1', 'machine', 1, 'ua7e62123f450f9b1', 0);
INSERT INTO "statement" VALUES (16, 'scfeace7ccfb94cb2', 3, 'direct', 'direct', '[[458,466]]', '[[467,474]]', '[[490,565]]', 'Karin Ek', 'opposes', 'our ferries cross it every day of the year the sea is wide and cold but 1 4', NULL, NULL, NULL, '2024-01-02', 0.9, 'statements/lines-1', 'machine', 1, 'u7e82a536accdddab', 0);
INSERT INTO "statement" VALUES (17, 's3b75b66aa398c85f', 3, 'direct', 'direct', '[[566,576]]', '[[577,581]]', '[[599,674]]', 'Aino Lahti', 'open', 'day of the year the sea is wide and cold but our ferries cross it every 1 5', NULL, NULL, NULL, '2024-01-02', 0.9, 'statements/lines-1', 'machine', 1, 'u7775f3308add9693', 0);
INSERT INTO "statement" VALUES (18, 'sf9f7ec8bc7e76005', 4, 'direct', 'direct', '[[0,5]]', '[[6,15]]', '[[31,106]]', 'Lahti', 'undecided', 'but our ferries cross it every day of the year the sea is wide and cold 2 0', NULL, NULL, NULL, '2024-01-03', 0.9, 'statements/lines-1', 'machine', 1, 'u3b3cc678d729ada7', 0);
INSERT INTO "statement" VALUES (19, 's4ec920c81f6d035b', 4, 'direct', 'direct', '[[107,116]]', '[[117,124]]', '[[144,219]]', 'Erik Dahl', 'opposes', 'every day of the year the sea is wide and cold but our ferries cross it 2 1', NULL, NULL, NULL, '2024-01-03', 0.9, 'statements/lines-1', 'machine', 1, 'u7860d7f2f4d18380', 0);
INSERT INTO "statement" VALUES (20, 's95c3999a3cf0c7a8', 4, 'direct', 'direct', '[[220,227]]', '[[228,232]]', '[[248,323]]', 'E. Dahl', 'open', 'the sea is wide and cold but our ferries cross it every day of the year 2 2', NULL, NULL, NULL, '2024-01-03', 0.9, 'statements/lines-1', 'machine', 1, 'udfc5e3e38c27ef18', 0);
INSERT INTO "statement" VALUES (21, 's0b290b66fb7f98c2', 4, 'direct', 'direct', '[[324,332]]', '[[333,342]]', '[[362,437]]', 'Karin Ek', 'sceptical', 'cold but our ferries cross it every day of the year the sea is wide and 2 3', NULL, NULL, NULL, '2024-01-03', 0.9, 'statements/lines-1', 'machine', 1, 'ufddc49e6291d7597', 0);
INSERT INTO "statement" VALUES (22, 's5cd021a031ffbbfc', 4, 'direct', 'direct', '[[438,448]]', '[[449,457]]', '[[473,548]]', 'Aino Lahti', 'supports', 'it every day of the year the sea is wide and cold but our ferries cross 2 4', NULL, NULL, NULL, '2024-01-03', 0.9, 'statements/lines-1', 'machine', 1, 'u3512590ecd435bcc', 0);
INSERT INTO "statement" VALUES (23, 's98d73dca129b756a', 4, 'direct', 'direct', '[[549,574]]', '[[575,584]]', '[[604,679]]', 'President Aino Lahti (FI)', 'undecided', 'year the sea is wide and cold but our ferries cross it every day of the 2 5', NULL, NULL, NULL, '2024-01-03', 0.9, 'statements/lines-1', 'machine', 1, 'ufe7340f18b2ca158', 0);
INSERT INTO "statement" VALUES (24, 'sa298164efb1475a8', 5, 'direct', 'direct', '[[0,9]]', '[[10,19]]', '[[35,110]]', 'Erik Dahl', 'sceptical', 'cross it every day of the year the sea is wide and cold but our ferries 3 0', NULL, NULL, NULL, '2024-01-04', 0.9, 'statements/lines-1', 'machine', 1, 'u9736f7429d4e9de3', 0);
INSERT INTO "statement" VALUES (25, 's47c30aad81a81a59', 5, 'direct', 'direct', '[[111,118]]', '[[119,127]]', '[[147,222]]', 'E. Dahl', 'supports', 'the year the sea is wide and cold but our ferries cross it every day of 3 1', NULL, NULL, NULL, '2024-01-04', 0.9, 'statements/lines-1', 'machine', 1, 'u2eef9c3b52cdfeb9', 0);
INSERT INTO "statement" VALUES (26, 's96bb43035a8737f6', 5, 'direct', 'direct', '[[223,231]]', '[[232,241]]', '[[261,336]]', 'Karin Ek', 'undecided', 'wide and cold but our ferries cross it every day of the year the sea is 3 2', NULL, NULL, NULL, '2024-01-04', 0.9, 'statements/lines-1', 'machine', 1, 'u9e77d6ee9f89300a', 0);
INSERT INTO "statement" VALUES (27, 's97c2a8d95b03cb76', 5, 'direct', 'direct', '[[337,347]]', '[[348,355]]', '[[373,448]]', 'Aino Lahti', 'opposes', 'ferries cross it every day of the year the sea is wide and cold but our 3 3', NULL, NULL, NULL, '2024-01-04', 0.9, 'statements/lines-1', 'machine', 1, 'ub49220c62625b121', 0);
INSERT INTO "statement" VALUES (28, 's1c3985157d77cfb5', 5, 'direct', 'direct', '[[449,474]]', '[[475,479]]', '[[495,570]]', 'President Aino Lahti (FI)', 'open', 'of the year the sea is wide and cold but our ferries cross it every day 3 4', NULL, NULL, NULL, '2024-01-04', 0.9, 'statements/lines-1', 'machine', 1, 'ud1c8411cc4117526', 0);
INSERT INTO "statement" VALUES (29, 's0c0e5bdd467b33c6', 5, 'direct', 'direct', '[[571,576]]', '[[577,586]]', '[[606,681]]', 'Lahti', 'sceptical', 'is wide and cold but our ferries cross it every day of the year the sea 3 5', NULL, NULL, NULL, '2024-01-04', 0.9, 'statements/lines-1', 'machine', 1, 'uf89da7e209682443', 0);
INSERT INTO "statement" VALUES (30, 'sf9596aefe54cefeb', 6, 'direct', 'direct', '[[0,7]]', '[[8,15]]', '[[31,106]]', 'E. Dahl', 'opposes', 'day of the year the sea is wide and cold but our ferries cross it every 4 0', NULL, NULL, NULL, '2024-01-05', 0.9, 'statements/lines-1', 'machine', 1, 'ucbef4715b41ba0b0', 0);
INSERT INTO "statement" VALUES (31, 's2e16894981420e9b', 6, 'direct', 'direct', '[[107,115]]', '[[116,120]]', '[[136,211]]', 'Karin Ek', 'open', 'sea is wide and cold but our ferries cross it every day of the year the 4 1', NULL, NULL, NULL, '2024-01-05', 0.9, 'statements/lines-1', 'machine', 1, 'u2ef12b3df0daba0e', 0);
INSERT INTO "statement" VALUES (32, 's8334d67799dbd245', 6, 'direct', 'direct', '[[212,222]]', '[[223,232]]', '[[248,323]]', 'Aino Lahti', 'sceptical', 'but our ferries cross it every day of the year the sea is wide and cold 4 2', NULL, NULL, NULL, '2024-01-05', 0.9, 'statements/lines-1', 'machine', 1, 'u7154bddc7e60d673', 0);
INSERT INTO "statement" VALUES (33, 'sf1d2e9c5b8089120', 6, 'direct', 'direct', '[[324,349]]', '[[350,358]]', '[[374,449]]', 'President Aino Lahti (FI)', 'supports', 'every day of the year the sea is wide and cold but our ferries cross it 4 3', NULL, NULL, NULL, '2024-01-05', 0.9, 'statements/lines-1', 'machine', 1, 'u4d930949947ec440', 0);
INSERT INTO "statement" VALUES (34, 's082efa09ce69bf31', 6, 'direct', 'direct', '[[450,455]]', '[[456,465]]', '[[481,556]]', 'Lahti', 'undecided', 'the sea is wide and cold but our ferries cross it every day of the year 4 4', NULL, NULL, NULL, '2024-01-05', 0.9, 'statements/lines-1', 'machine', 1, 'u7ca0fa694b3c3c4d', 0);
INSERT INTO "statement" VALUES (35, 's7431e66bc6b9a410', 6, 'direct', 'direct', '[[557,566]]', '[[567,574]]', '[[590,665]]', 'Erik Dahl', 'opposes', 'cold but our ferries cross it every day of the year the sea is wide and 4 5', NULL, NULL, NULL, '2024-01-05', 0.9, 'statements/lines-1', 'machine', 1, 'u5d86396a9fd3fac0', 0);
INSERT INTO "statement" VALUES (36, 'sab6d8b9dd00cb67c', 7, 'direct', 'direct', '[[0,8]]', '[[9,17]]', '[[33,108]]', 'Karin Ek', 'supports', 'year the sea is wide and cold but our ferries cross it every day of the 5 0', NULL, NULL, NULL, '2024-01-06', 0.9, 'statements/lines-1', 'machine', 1, 'uf23bdd5a4b2f7774', 0);
INSERT INTO "statement" VALUES (37, 's9cb146c1ccd29076', 7, 'direct', 'direct', '[[109,119]]', '[[120,129]]', '[[147,222]]', 'Aino Lahti', 'undecided', 'and cold but our ferries cross it every day of the year the sea is wide 5 1', NULL, NULL, NULL, '2024-01-06', 0.9, 'statements/lines-1', 'machine', 1, 'u0a743cda608f154b', 0);
INSERT INTO "statement" VALUES (38, 's9be087eba24c643b', 7, 'direct', 'direct', '[[223,248]]', '[[249,256]]', '[[276,351]]', 'President Aino Lahti (FI)', 'opposes', 'cross it every day of the year the sea is wide and cold but our ferries 5 2', NULL, NULL, NULL, '2024-01-06', 0.9, 'statements/lines-1', 'machine', 1, 'ua26018afbbd77e2b', 0);
INSERT INTO "statement" VALUES (39, 's03d6e1bc2f5ee6b1', 7, 'direct', 'direct', '[[352,357]]', '[[358,362]]', '[[382,457]]', 'Lahti', 'open', 'the year the sea is wide and cold but our ferries cross it every day of 5 3', NULL, NULL, NULL, '2024-01-06', 0.9, 'statements/lines-1', 'machine', 1, 'u985d0f354357fde8', 0);
INSERT INTO "statement" VALUES (40, 'sda97178e5e8b84e0', 7, 'direct', 'direct', '[[458,467]]', '[[468,477]]', '[[493,568]]', 'Erik Dahl', 'sceptical', 'wide and cold but our ferries cross it every day of the year the sea is 5 4', NULL, NULL, NULL, '2024-01-06', 0.9, 'statements/lines-1', 'machine', 1, 'u620983c0ea5275a1', 0);
INSERT INTO "statement" VALUES (41, 's1bf24e857218801d', 7, 'direct', 'direct', '[[569,576]]', '[[577,585]]', '[[603,678]]', 'E. Dahl', 'supports', 'ferries cross it every day of the year the sea is wide and cold but our 5 5', NULL, NULL, NULL, '2024-01-06', 0.9, 'statements/lines-1', 'machine', 1, 'uf1ad6c207312d662', 0);
INSERT INTO "statement" VALUES (42, 's20ad5ee8566b4c11', 8, 'direct', 'direct', '[[0,8]]', '[[9,17]]', '[[33,108]]', 'Karin Ek', 'supports', 'year the sea is wide and cold but our ferries cross it every day of the 5 0', NULL, NULL, NULL, '2024-01-07', 0.9, 'statements/lines-1', 'machine', 1, 'uf23bdd5a4b2f7774', 1);
INSERT INTO "statement" VALUES (43, 'sd9473bd47fe79cee', 8, 'direct', 'direct', '[[109,119]]', '[[120,129]]', '[[147,222]]', 'Aino Lahti', 'undecided', 'and cold but our ferries cross it every day of the year the sea is wide 5 1', NULL, NULL, NULL, '2024-01-07', 0.9, 'statements/lines-1', 'machine', 1, 'u0a743cda608f154b', 1);
INSERT INTO "statement" VALUES (44, 's5a88b195a419059c', 8, 'direct', 'direct', '[[223,248]]', '[[249,256]]', '[[276,351]]', 'President Aino Lahti (FI)', 'opposes', 'cross it every day of the year the sea is wide and cold but our ferries 5 2', NULL, NULL, NULL, '2024-01-07', 0.9, 'statements/lines-1', 'machine', 1, 'ua26018afbbd77e2b', 1);
INSERT INTO "statement" VALUES (45, 's0d73ef3f6fa90924', 8, 'direct', 'direct', '[[352,357]]', '[[358,362]]', '[[382,457]]', 'Lahti', 'open', 'the year the sea is wide and cold but our ferries cross it every day of 5 3', NULL, NULL, NULL, '2024-01-07', 0.9, 'statements/lines-1', 'machine', 1, 'u985d0f354357fde8', 1);
INSERT INTO "statement" VALUES (46, 's7b079c2eeb3dd25b', 8, 'direct', 'direct', '[[458,467]]', '[[468,477]]', '[[493,568]]', 'Erik Dahl', 'sceptical', 'wide and cold but our ferries cross it every day of the year the sea is 5 4', NULL, NULL, NULL, '2024-01-07', 0.9, 'statements/lines-1', 'machine', 1, 'u620983c0ea5275a1', 1);
INSERT INTO "statement" VALUES (47, 'sf48b77dd0516064e', 9, 'direct', 'direct', '[[0,25]]', '[[26,35]]', '[[51,126]]', 'President Aino Lahti (FI)', 'undecided', 'cold but our ferries cross it every day of the year the sea is wide and 7 0', NULL, NULL, NULL, '2024-01-08', 0.9, 'statements/lines-1', 'machine', 1, 'udc558d1335f3e93d', 0);
INSERT INTO "statement" VALUES (48, 'sdf44ef412419a2d5', 9, 'direct', 'direct', '[[127,132]]', '[[133,140]]', '[[160,235]]', 'Lahti', 'opposes', 'it every day of the year the sea is wide and cold but our ferries cross 7 1', NULL, NULL, NULL, '2024-01-08', 0.9, 'statements/lines-1', 'machine', 1, 'ub3f2c0ca08b10268', 0);
INSERT INTO "statement" VALUES (49, 's575ee2a6b2ba72c5', 9, 'direct', 'direct', '[[236,245]]', '[[246,250]]', '[[270,345]]', 'Erik Dahl', 'open', 'year the sea is wide and cold but our ferries cross it every day of the 7 2', NULL, NULL, NULL, '2024-01-08', 0.9, 'statements/lines-1', 'machine', 1, 'u79a6ae38f6f07951', 0);
INSERT INTO "statement" VALUES (50, 's37b0b16c2ef68e40', 9, 'direct', 'direct', '[[346,353]]', '[[354,363]]', '[[381,456]]', 'E. Dahl', 'sceptical', 'and cold but our ferries cross it every day of the year the sea is wide 7 3', NULL, NULL, NULL, '2024-01-08', 0.9, 'statements/lines-1', 'machine', 1, 'u36252dce5567a944', 0);
INSERT INTO "statement" VALUES (51, 's6839ee9ad6ab57e1', 9, 'direct', 'direct', '[[457,465]]', '[[466,474]]', '[[490,565]]', 'Karin Ek', 'supports', 'cross it every day of the year the sea is wide and cold but our ferries 7 4', NULL, NULL, NULL, '2024-01-08', 0.9, 'statements/lines-1', 'machine', 1, 'u045d1d7c4c704272', 0);
INSERT INTO "statement" VALUES (52, 'sf7514dae28a8c3c8', 9, 'direct', 'direct', '[[566,576]]', '[[577,586]]', '[[606,681]]', 'Aino Lahti', 'undecided', 'the year the sea is wide and cold but our ferries cross it every day of 7 5', NULL, NULL, NULL, '2024-01-08', 0.9, 'statements/lines-1', 'machine', 1, 'u3b5029fda6cd6774', 0);
CREATE TABLE text (
	number INTEGER NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	title TEXT, 
	language VARCHAR(8) NOT NULL, 
	media_type TEXT NOT NULL, 
	words INTEGER NOT NULL, 
	published VARCHAR(10), 
	known VARCHAR(32) NOT NULL, 
	added VARCHAR(32) NOT NULL, 
	family INTEGER, 
	sources INTEGER NOT NULL, 
	characters TEXT NOT NULL, 
	CONSTRAINT pk_text PRIMARY KEY (number), 
	CONSTRAINT uq_text_id UNIQUE (id)
);
INSERT INTO "text" VALUES (1, '5e25066a823a95110f1c1d7a940423e920611c46e772b5cb9573e79fcccf511c', 'A bridge divides the strait', 'en', 'text/plain', 129, '2024-05-22', '2024-06-01T00:00:01.000000Z', '2024-06-01T00:00:01.000000Z', 1, 1, 'Finland''s Prime Minister Aino Lahti said on Monday that her government would “pay its full share” of a bridge across the strait, a plan that Sweden has long resisted.

“We will build it, with or without our neighbours,” Lahti told reporters in Turku. “The ferries <script>alert(1)</script> cannot carry our ports & mills.”

Swedish Transport Minister Erik Dahl said Stockholm was ready to discuss the bridge if the Commission paid half of it. Opposition leader Karin Ek warned that the costs could “sink the budget”, and the Green League rejected the plan outright.

Dahl and Lahti met in Stockholm last week. Fishermen blocked the port of Kapellskär on 14 May, demanding that the two governments keep the ferries. Norway has not decided whether it will join, its foreign ministry said.
');
INSERT INTO "text" VALUES (2, '93f531797efbe8cc794c021c15f475eecbf70d776057c0af0fb86958d6a88ff5', NULL, 'en', 'text/plain', 127, '2024-01-01', '2024-06-01T00:00:02.000000Z', '2024-06-01T00:00:02.000000Z', 2, 1, 'Aino Lahti|supports|build a bridge|the sea is wide and cold but our ferries cross it every day of the year 0 0
President Aino Lahti (FI)|undecided|build a bridge|cold but our ferries cross it every day of the year the sea is wide and 0 1
Lahti|opposes|build a bridge|it every day of the year the sea is wide and cold but our ferries cross 0 2
Erik Dahl|open|build a bridge|year the sea is wide and cold but our ferries cross it every day of the 0 3
E. Dahl|sceptical|build a bridge|and cold but our ferries cross it every day of the year the sea is wide 0 4
Karin Ek|supports|build a bridge|cross it every day of the year the sea is wide and cold but our ferries 0 5
');
INSERT INTO "text" VALUES (3, 'e859dc018f98239d82e3591d81601f95ffac82d211e98c122a7a5ceb116296d9', NULL, 'en', 'text/plain', 129, '2024-01-02', '2024-06-01T00:00:03.000000Z', '2024-06-01T00:00:03.000000Z', 3, 1, 'President Aino Lahti (FI)|open|build a bridge|wide and cold but our ferries cross it every day of the year the sea is 1 0
Lahti|sceptical|build the bridge|ferries cross it every day of the year the sea is wide and cold but our 1 1
Erik Dahl|supports|tear down a bridge|of the year the sea is wide and cold but our ferries cross it every day 1 2
E. Dahl|undecided|raise taxes on tea|is wide and cold but our ferries cross it every day of the year the sea 1 3
Karin Ek|opposes|build a bridge|our ferries cross it every day of the year the sea is wide and cold but 1 4
Aino Lahti|open|build the bridge|day of the year the sea is wide and cold but our ferries cross it every 1 5
');
INSERT INTO "text" VALUES (4, '25ecbf6883d54e52adba322ae08c2fe342416adaf33b341e71c73c4623a4f985', NULL, 'en', 'text/plain', 130, '2024-01-03', '2024-06-01T00:00:04.000000Z', '2024-06-01T00:00:04.000000Z', 4, 1, 'Lahti|undecided|build a bridge|but our ferries cross it every day of the year the sea is wide and cold 2 0
Erik Dahl|opposes|tear down a bridge|every day of the year the sea is wide and cold but our ferries cross it 2 1
E. Dahl|open|build a bridge|the sea is wide and cold but our ferries cross it every day of the year 2 2
Karin Ek|sceptical|tear down a bridge|cold but our ferries cross it every day of the year the sea is wide and 2 3
Aino Lahti|supports|build a bridge|it every day of the year the sea is wide and cold but our ferries cross 2 4
President Aino Lahti (FI)|undecided|tear down a bridge|year the sea is wide and cold but our ferries cross it every day of the 2 5
');
INSERT INTO "text" VALUES (5, 'ecd1be69754ce9346e75260814b8225b315e2b698af79fe425750bbea9598f87', NULL, 'en', 'text/plain', 130, '2024-01-04', '2024-06-01T00:00:05.000000Z', '2024-06-01T00:00:05.000000Z', 5, 1, 'Erik Dahl|sceptical|build a bridge|cross it every day of the year the sea is wide and cold but our ferries 3 0
E. Dahl|supports|raise taxes on tea|the year the sea is wide and cold but our ferries cross it every day of 3 1
Karin Ek|undecided|tear down a bridge|wide and cold but our ferries cross it every day of the year the sea is 3 2
Aino Lahti|opposes|build the bridge|ferries cross it every day of the year the sea is wide and cold but our 3 3
President Aino Lahti (FI)|open|build a bridge|of the year the sea is wide and cold but our ferries cross it every day 3 4
Lahti|sceptical|raise taxes on tea|is wide and cold but our ferries cross it every day of the year the sea 3 5
');
INSERT INTO "text" VALUES (6, 'ba4c9134bd125bc90e657209c6d8855a3e2a8b097b01dd98cb502762a4e5b0ae', NULL, 'en', 'text/plain', 127, '2024-01-05', '2024-06-01T00:00:06.000000Z', '2024-06-01T00:00:06.000000Z', 6, 1, 'E. Dahl|opposes|build a bridge|day of the year the sea is wide and cold but our ferries cross it every 4 0
Karin Ek|open|build a bridge|sea is wide and cold but our ferries cross it every day of the year the 4 1
Aino Lahti|sceptical|build a bridge|but our ferries cross it every day of the year the sea is wide and cold 4 2
President Aino Lahti (FI)|supports|build a bridge|every day of the year the sea is wide and cold but our ferries cross it 4 3
Lahti|undecided|build a bridge|the sea is wide and cold but our ferries cross it every day of the year 4 4
Erik Dahl|opposes|build a bridge|cold but our ferries cross it every day of the year the sea is wide and 4 5
');
INSERT INTO "text" VALUES (7, '3f6c25184ffe74628f2375324106516474ec1cc58a6e64a102e6bb3a239d46b6', NULL, 'en', 'text/plain', 129, '2024-01-06', '2024-06-01T00:00:07.000000Z', '2024-06-01T00:00:07.000000Z', 7, 1, 'Karin Ek|supports|build a bridge|year the sea is wide and cold but our ferries cross it every day of the 5 0
Aino Lahti|undecided|build the bridge|and cold but our ferries cross it every day of the year the sea is wide 5 1
President Aino Lahti (FI)|opposes|tear down a bridge|cross it every day of the year the sea is wide and cold but our ferries 5 2
Lahti|open|raise taxes on tea|the year the sea is wide and cold but our ferries cross it every day of 5 3
Erik Dahl|sceptical|build a bridge|wide and cold but our ferries cross it every day of the year the sea is 5 4
E. Dahl|supports|build the bridge|ferries cross it every day of the year the sea is wide and cold but our 5 5
');
INSERT INTO "text" VALUES (8, '1eb6b21c92b39c1b5df01ca1388a57258397572e4cefc7629981276db30af650', NULL, 'en', 'text/plain', 108, '2024-01-07', '2024-06-01T00:00:08.000000Z', '2024-06-01T00:00:08.000000Z', 7, 1, 'Karin Ek|supports|build a bridge|year the sea is wide and cold but our ferries cross it every day of the 5 0
Aino Lahti|undecided|build the bridge|and cold but our ferries cross it every day of the year the sea is wide 5 1
President Aino Lahti (FI)|opposes|tear down a bridge|cross it every day of the year the sea is wide and cold but our ferries 5 2
Lahti|open|raise taxes on tea|the year the sea is wide and cold but our ferries cross it every day of 5 3
Erik Dahl|sceptical|build a bridge|wide and cold but our ferries cross it every day of the year the sea is 5 4
');
INSERT INTO "text" VALUES (9, '5ae8d7800ea6fbe241ec9a5490d495426ddf0e0ea2db978c87536b7ef3eed460', NULL, 'en', 'text/plain', 130, '2024-01-08', '2024-06-01T00:00:09.000000Z', '2024-06-01T00:00:09.000000Z', 9, 1, 'President Aino Lahti (FI)|undecided|build a bridge|cold but our ferries cross it every day of the year the sea is wide and 7 0
Lahti|opposes|raise taxes on tea|it every day of the year the sea is wide and cold but our ferries cross 7 1
Erik Dahl|open|tear down a bridge|year the sea is wide and cold but our ferries cross it every day of the 7 2
E. Dahl|sceptical|build the bridge|and cold but our ferries cross it every day of the year the sea is wide 7 3
Karin Ek|supports|build a bridge|cross it every day of the year the sea is wide and cold but our ferries 7 4
Aino Lahti|undecided|raise taxes on tea|the year the sea is wide and cold but our ferries cross it every day of 7 5
');
CREATE TABLE time (
	id VARCHAR(24) NOT NULL, 
	text INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	type VARCHAR(8) NOT NULL, 
	value TEXT, 
	words TEXT NOT NULL, 
	CONSTRAINT pk_time PRIMARY KEY (id), 
	CONSTRAINT fk_time_text FOREIGN KEY(text) REFERENCES text (number)
);
INSERT INTO "time" VALUES ('t5d26b9c40672a4ae', 1, 0, 44, 50, 'DATE', '2024-05-20', 'Monday');
INSERT INTO "time" VALUES ('tb566243460681b7b', 1, 1, 599, 608, 'DATE', '2024-W20', 'last week');
INSERT INTO "time" VALUES ('tf7392b7d4857dabc', 1, 2, 654, 660, 'DATE', '2024-05-14', '14 May');
CREATE TABLE unsettled (
	"key" TEXT NOT NULL, 
	CONSTRAINT pk_unsettled PRIMARY KEY ("key")
);
CREATE TABLE whereabouts (
	text INTEGER NOT NULL, 
	place VARCHAR(24) NOT NULL, 
	rank INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	mentions TEXT NOT NULL, 
	CONSTRAINT pk_whereabouts PRIMARY KEY (text, place), 
	CONSTRAINT fk_whereabouts_place FOREIGN KEY(place) REFERENCES place (id), 
	CONSTRAINT fk_whereabouts_text FOREIGN KEY(text) REFERENCES text (number)
);
INSERT INTO "whereabouts" VALUES (1, 'l427b0310309db4e0', 0, 'Turku', '[[244,249,"Turku"]]');
INSERT INTO "whereabouts" VALUES (1, 'l8476fdb758828c98', 1, 'Stockholm', '[[589,598,"Stockholm"]]');
INSERT INTO "whereabouts" VALUES (1, 'la99df61365ac2863', 2, 'port of Kapellskär', '[[632,650,"port of Kapellskär"]]');
CREATE INDEX ix_actor_country ON actor (country);
CREATE INDEX ix_actor_folded ON actor (folded);
CREATE INDEX ix_actor_key ON actor ("key");
CREATE INDEX ix_actor_now ON actor (now);
CREATE INDEX ix_appearance_actor ON appearance (actor);
CREATE INDEX ix_event_actor_actor ON event_actor (actor, event);
CREATE INDEX ix_event_day ON event (day);
CREATE INDEX ix_event_place_place ON event_place (place);
CREATE INDEX ix_event_text ON event (text);
CREATE INDEX ix_event_type ON event (type, day);
CREATE INDEX ix_issue_folded ON issue (folded);
CREATE INDEX ix_issue_gathered ON issue (gathered);
CREATE INDEX ix_issue_link_label ON issue_link (label);
CREATE INDEX ix_issue_mention_issue ON issue_mention (issue);
CREATE INDEX ix_issue_now ON issue (now);
CREATE INDEX ix_judgement_coder ON judgement (coder);
CREATE INDEX ix_judgement_judged ON judgement (judged);
CREATE INDEX ix_judgement_mark ON judgement (layer, mark);
CREATE INDEX ix_judgement_text ON judgement (text);
CREATE INDEX ix_judgement_undoes ON judgement (undoes);
CREATE INDEX ix_place_name ON place (name);
CREATE INDEX ix_position_actor ON position (actor, day, issue, repeat, state, stance, voice, confidence, id, condition);
CREATE INDEX ix_position_day ON position (day, issue, actor);
CREATE INDEX ix_position_issue ON position (issue, actor, day, repeat, state, stance, voice, confidence, id, condition);
CREATE INDEX ix_position_statement ON position (statement);
CREATE INDEX ix_position_text ON position (text);
CREATE INDEX ix_position_utterance ON position (utterance);
CREATE INDEX ix_role_actor ON role (actor);
CREATE INDEX ix_session_account ON session (account);
CREATE INDEX ix_signature_text ON signature (text);
CREATE INDEX ix_source_outlet ON source (outlet);
CREATE INDEX ix_source_text ON source (text);
CREATE INDEX ix_speaker_actor ON speaker (actor, role, statement);
CREATE INDEX ix_statement_day ON statement (day);
CREATE INDEX ix_statement_text ON statement (text);
CREATE INDEX ix_statement_utterance ON statement (utterance);
CREATE INDEX ix_text_family ON text (family);
CREATE INDEX ix_text_known ON text (known);
CREATE INDEX ix_text_published ON text (published);
CREATE INDEX ix_time_text ON time (text);
CREATE INDEX ix_whereabouts_place ON whereabouts (place);
CREATE VIRTUAL TABLE statement_search USING fts5(words, content='statement', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO statement_search(statement_search) VALUES ('rebuild');
CREATE TRIGGER judgements_stay_1 BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END;
CREATE TRIGGER judgements_stay_2 BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END;
CREATE TRIGGER statement_search_delete AFTER DELETE ON statement BEGIN INSERT INTO statement_search(statement_search, rowid, words) VALUES ('delete', old.number, old.words); END;
CREATE TRIGGER statement_search_insert AFTER INSERT ON statement BEGIN INSERT INTO statement_search(rowid, words) VALUES (new.number, new.words); END;
CREATE TRIGGER statement_search_update AFTER UPDATE OF words ON statement BEGIN INSERT INTO statement_search(statement_search, rowid, words) VALUES ('delete', old.number, old.words); INSERT INTO statement_search(rowid, words) VALUES (new.number, new.words); END;
COMMIT;
