// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.rekindle.workflows.model.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Colours and signs, where the terminal has them. */
final class Style {

    private final Ansi ansi;
    private final boolean unicode;

    Style(Ansi ansi, boolean unicode) {
        this.ansi = ansi;
        this.unicode = unicode;
    }

    static Style of(CommandLine command, boolean unicode) {
        return new Style(command.getColorScheme().ansi(), unicode);
    }

    /** Whether lines can be written over. */
    boolean isLive() {
        return ansi.enabled();
    }

    String bold(String text) {
        return paint("bold", text);
    }

    String faint(String text) {
        return paint("faint", text);
    }

    String good(String text) {
        return paint("green", text);
    }

    String bad(String text) {
        return paint("red", text);
    }

    String attention(String text) {
        return paint("yellow", text);
    }

    String done() {
        return good(unicode ? "✔" : "*");
    }

    String running() {
        return attention(unicode ? "▶" : ">");
    }

    String ahead() {
        return faint(unicode ? "○" : "-");
    }

    String branch() {
        return faint(unicode ? "│" : "|");
    }

    String outcome(Outcome outcome) {
        if (outcome.lacksProof()) {
            return attention(outcome.name());
        }
        return isGood(outcome) ? good(outcome.name()) : bad(outcome.name());
    }

    static boolean isGood(Outcome outcome) {
        return switch (outcome) {
            case HEALTHY, RENEWED, RECOVERED, PLANNED -> true;
            case RENEWED_NOT_PROVEN, REBUILT_NOT_PROVEN, HANDED_TO_HUMAN, REJECTED, ABORTED -> false;
        };
    }

    private String paint(String style, String text) {
        if (!ansi.enabled()) {
            return text;
        }
        Ansi.IStyle[] styles = Ansi.Style.parse(style);
        return Ansi.Style.on(styles) + text + Ansi.Style.off(styles);
    }
}
