// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/**
 * Tabs that separate, as in {@code key:<TAB>value}. The YAML of Go, by which Helm reads, takes them wherever they indent nothing;
 * ours stops at most of them.
 */
final class YamlTabs {

    /** In characters. Each tab makes us read once more from the beginning, and no file may hold us up for long. */
    private static final long MOST_READ = 32L * 1024 * 1024;

    /** Nothing, or what opens an entry: whatever follows it in its line is indented. */
    private static final Pattern INDENTATION = Pattern.compile("(\\s|[-?:](?=\\s|$))*");

    private YamlTabs() {}

    /** The text with a blank for each such tab. Others stay, and so does each within a value. */
    static String asBlanks(String text, LoaderOptions options) {
        String read = text;
        int tab = read.indexOf('\t') < 0 ? -1 : stumbledOver(read, options);
        for (long done = 0; tab >= 0 && done < MOST_READ; tab = stumbledOver(read, options)) {
            done += tab;
            read = read.substring(0, tab) + ' ' + read.substring(tab + 1);
        }
        return read;
    }

    /** The place of the first tab that stops the parser and separates; -1 when there is none. */
    private static int stumbledOver(String text, LoaderOptions options) {
        try {
            Scanner scanner = new ScannerImpl(new StreamReader(text), options);
            while (!scanner.checkToken(Token.ID.StreamEnd)) {
                scanner.getToken();
            }
            return -1;
        } catch (ScannerException e) {
            int place = text.offsetByCodePoints(0, e.getProblemMark().getIndex());
            boolean isTab = place < text.length() && text.charAt(place) == '\t';
            String before = text.substring(text.lastIndexOf('\n', Math.max(0, place - 1)) + 1, place);
            return isTab && !INDENTATION.matcher(before).matches() ? place : -1;
        }
    }
}
