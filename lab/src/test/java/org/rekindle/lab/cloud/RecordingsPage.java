// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The part of {@code docs/openstack.md} that is made from the recordings: each of them, and what it is held against. */
final class RecordingsPage {

    /** The generated part begins after this line. */
    static final String MARK = "<!-- From here on made from the recordings by `make docs`. -->";

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private RecordingsPage() {}

    static String of(Coverage coverage, List<Recording.Exchange> recordings) {
        long compared = recordings.stream()
                .filter(each -> coverage.compares(each.file()))
                .count();
        StringBuilder page = new StringBuilder(MARK)
                .append("\n\n")
                .append(recordings.size())
                .append(" exchanges, of which the simulated cloud answers ")
                .append(compared)
                .append(" alike in every build.\n\n")
                .append("| recording | request | answer | the simulated cloud |\n")
                .append("|---|---|---|---|\n");
        recordings.stream()
                .sorted(Comparator.comparing(Recording.Exchange::file))
                .forEach(each -> page.append("| ")
                        .append(each.file().replace(".json", ""))
                        .append(" | `")
                        .append(each.method())
                        .append(' ')
                        .append(UUID.matcher(each.path()).replaceAll("{uuid}"))
                        .append("` | ")
                        .append(each.status())
                        .append(" | ")
                        .append(verdict(coverage, each))
                        .append(" |\n"));
        return page.toString();
    }

    private static String verdict(Coverage coverage, Recording.Exchange each) {
        String file = each.file();
        String verdict = Stream.of(
                        coverage.skipped().containsKey(file)
                                ? "left out: " + coverage.skipped().get(file)
                                : "",
                        coverage.sent().containsKey(file)
                                ? "sent for its effect alone: "
                                        + coverage.sent().get(file)
                                : "",
                        coverage.comparedBut().containsKey(file)
                                ? but(coverage.comparedBut().get(file))
                                : "",
                        "alike")
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow();
        return (each.note().isEmpty() ? verdict : verdict + ". " + each.note()).replace("|", "\\|");
    }

    private static String but(Coverage.But but) {
        return "alike but for " + String.join(", ", but.fields()) + ": " + but.why();
    }
}
