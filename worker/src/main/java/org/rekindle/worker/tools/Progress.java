// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

/** Hears, a line at a time, what takes so long. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}
