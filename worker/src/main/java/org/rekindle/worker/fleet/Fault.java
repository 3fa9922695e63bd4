// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import org.rekindle.activities.http.UrlSecrets;

/**
 * Something wrong in a file that people write.
 *
 * @param line counted from 1
 * @param key where it is, such as {@code clusters.pythia.releases[0].name}; empty for the file as a whole
 * @param problem what is wrong
 * @param cure what to write instead
 */
public record Fault(String file, int line, String key, String problem, String cure) {

    /** Takes users, passwords and tokens out of URLs, whatever is quoted. */
    public Fault {
        key = UrlSecrets.hide(key);
        problem = UrlSecrets.hide(problem);
        cure = UrlSecrets.hide(cure);
    }

    /** {@code file:line: key: what is wrong; cure}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + problem + "; " + cure;
    }
}
