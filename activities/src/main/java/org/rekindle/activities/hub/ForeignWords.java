// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import org.rekindle.activities.http.UrlSecrets;

/** What others say, in one line, of no endless length and without what is secret. */
final class ForeignWords {

    /** More than this is not looked at, since little of it is shown. */
    private static final int LONGEST = 4096;

    private ForeignWords() {}

    /** Its beginning. */
    static String shortened(String said, int longest) {
        String line = inOneLine(beginning(said));
        if (line.length() <= longest) {
            return line;
        }
        return line.substring(0, longest) + "…";
    }

    /** Its end, where a log says why it ended. */
    static String end(String said, int longest) {
        String line = inOneLine(end(said));
        if (line.length() <= longest) {
            return line;
        }
        return "…" + line.substring(line.length() - longest);
    }

    /** Half a URL does not show that there is a password in it, so the word that is cut is left out. */
    private static String beginning(String said) {
        if (said.length() <= LONGEST) {
            return said;
        }
        return said.substring(0, LONGEST).replaceFirst("\\s\\S*$", "");
    }

    private static String end(String said) {
        if (said.length() <= LONGEST) {
            return said;
        }
        return said.substring(said.length() - LONGEST).replaceFirst("^\\S*\\s", "");
    }

    private static String inOneLine(String said) {
        return UrlSecrets.hide(said).replaceAll("[\\s\\p{Cc}]+", " ").strip();
    }
}
