// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.Urgency;

/** Messages for tests, and files with secrets. */
final class Notices {

    static final Instant AT = Instant.parse("2026-03-03T12:00:00Z");
    static final NoticeLinks LINKS = new NoticeLinks(new RunLinks("https://temporal.example.org/", "rekindle"), null);
    static final String LINK =
            "https://temporal.example.org/namespaces/rekindle/workflows/cluster%2Fpythia/4256088d-2fa2";

    private Notices() {}

    static Notice question() {
        return of(NoticeKind.QUESTION, Urgency.CRITICAL);
    }

    static Notice of(NoticeKind kind, Urgency urgency) {
        return new Notice(
                "pythia/4256088d-2fa2/approval-1",
                "pythia/4256088d-2fa2",
                kind,
                urgency,
                "pythia",
                "pythia waits for an approval",
                List.of("The plan destroys 1 cluster.", "./rekindle approve pythia"),
                "cluster/pythia",
                "4256088d-2fa2",
                AT);
    }

    static Notice saying(String headline, String... lines) {
        Notice some = question();
        return new Notice(
                some.key(),
                some.thread(),
                some.kind(),
                some.urgency(),
                headline,
                headline,
                List.of(lines),
                null,
                null,
                AT);
    }

    static Path secret(Path folder, String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
