// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.rekindle.workflows.model.run.Outcome;
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
        return good(sign("✔", "*"));
    }

    String running() {
        return attention(sign("▶", ">"));
    }

    String ahead() {
        return faint(sign("○", "-"));
    }

    String branch() {
        return faint(sign("│", "|"));
    }

    String outcome(Outcome outcome) {
        if (outcome.lacksProof()) {
            return attention(outcome.name());
        }
        return outcome.isGood() ? good(outcome.name()) : bad(outcome.name());
    }

    private String sign(String inUnicode, String inAscii) {
        if (unicode) {
            return inUnicode;
        }
        return inAscii;
    }

    private String paint(String style, String text) {
        if (!ansi.enabled()) {
            return text;
        }
        Ansi.IStyle[] styles = Ansi.Style.parse(style);
        return Ansi.Style.on(styles) + text + Ansi.Style.off(styles);
    }
}
