-- Who else uses a content, asked before it is removed from the file store.
create index upload_content on upload (sha256);
create index evidence_content on evidence (sha256) where sha256 is not null;
