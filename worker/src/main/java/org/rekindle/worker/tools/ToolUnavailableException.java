// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

/** A tool is neither there nor can it be had. The message says what was tried, and the cure. */
public final class ToolUnavailableException extends RuntimeException {
    /** Of itself. */
    public ToolUnavailableException(String message) {
        super(message);
    }

    /** By another failure. */
    public ToolUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
