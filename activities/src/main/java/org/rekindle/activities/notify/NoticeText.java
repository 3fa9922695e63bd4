// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.notify.NoticeLinks.Link;
import org.rekindle.workflows.model.notify.Notice;

/**
 * What a message says, as plain text. Names of clusters, machines and people come from outside, so that each text is made one line
 * without control characters, and none is longer than people read.
 */
final class NoticeText {

    private static final int LONGEST_HEADLINE = 250;
    private static final int LONGEST_LINE = 900;
    private static final int MOST_LINES = 60;
    private static final String MORE = "…";

    private final String headline;
    private final List<String> lines;
    private final @Nullable Link link;

    private NoticeText(String headline, List<String> lines, @Nullable Link link) {
        this.headline = headline;
        this.lines = lines;
        this.link = link;
    }

    static NoticeText of(Notice notice, NoticeLinks links) {
        List<String> lines = new ArrayList<>();
        for (String line :
                notice.lines().subList(0, Math.min(MOST_LINES, notice.lines().size()))) {
            lines.add(oneLine(line, LONGEST_LINE));
        }
        if (notice.lines().size() > MOST_LINES) {
            lines.add(MORE);
        }
        return new NoticeText(
                oneLine(notice.headline(), LONGEST_HEADLINE),
                List.copyOf(lines),
                links.of(notice).orElse(null));
    }

    /** One line, which begins with the cluster. */
    String headline() {
        return headline;
    }

    /** What follows it. */
    List<String> lines() {
        return lines;
    }

    /** Where it leads, null for nowhere. */
    @Nullable
    Link link() {
        return link;
    }

    /**
     * The lines as a service writes them, as many as it takes.
     *
     * @param longest the characters of all of them together, with a line end each
     */
    List<String> linesWithin(int longest, UnaryOperator<String> written) {
        List<String> fitting = new ArrayList<>();
        int left = longest - MORE.length();
        for (String line : lines) {
            String text = written.apply(line);
            left -= text.length() + 1;
            if (left < 0) {
                fitting.add(MORE);
                return fitting;
            }
            fitting.add(text);
        }
        return fitting;
    }

    /**
     * The whole message in Markdown, line by line: the headline in bold, the lines, and its link.
     *
     * @param longest of the lines, as above
     * @param escaped makes a text that the service shows as it is
     */
    List<String> markdown(int longest, UnaryOperator<String> escaped) {
        List<String> all = new ArrayList<>();
        all.add("**" + escaped.apply(headline) + "**");
        all.addAll(linesWithin(longest, escaped));
        if (link != null) {
            all.add("[" + link.words() + "]("
                    + link.address().replace("(", "%28").replace(")", "%29") + ")");
        }
        return all;
    }

    /** Without line ends, control characters, and what turns the direction of writing; a half of a character goes too. */
    static String oneLine(String text, int longest) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(each -> {
            switch (Character.getType(each)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> line.append(' ');
                case Character.FORMAT, Character.SURROGATE -> {}
                default -> line.appendCodePoint(each);
            }
        });
        return shortened(line.toString().strip(), longest);
    }

    /** Not longer than that, and never with half a character at the end. */
    static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - MORE.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + MORE;
    }
}
