// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A page of Markdown in the making. */
public final class Markdown {

    private static final Pattern MARKS = Pattern.compile("[\\\\`*<>\\[\\]]");
    private static final Pattern OPTION = Pattern.compile("(?<!\\S)--[A-Za-z][A-Za-z0-9-]*");
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();

    /** A time in UTC, to the second. */
    public static String time(Instant instant) {
        return MINUTES.format(instant);
    }

    /**
     * Text of others, to be read as it is: it cannot make markup, and command-line options in it keep their two dashes,
     * which would else become one long one.
     */
    public static String plain(String text) {
        String harmless = MARKS.matcher(text).replaceAll("\\\\$0");
        return OPTION.matcher(harmless).replaceAll("`$0`");
    }

    Markdown heading(String title) {
        return line("").line("## " + title).line("");
    }

    Markdown line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Markdown bullets(List<String> sentences) {
        sentences.forEach(sentence -> line("- " + oneLine(sentence)));
        return this;
    }

    Markdown row(String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(oneLine(cell).replace("|", "\\|")).append(" |");
        }
        text.append('\n');
        return this;
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ').strip();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
