// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

/** A step on the way to a cell that runs for a user, in the order in which they are made. */
public enum CellStep {
    /** The JupyterHub answers. */
    HUB("JupyterHub does not answer"),
    /** It takes the token. */
    TOKEN("JupyterHub does not take the token"),
    /** The token has the scopes that all further steps need. */
    SCOPES("The token of JupyterHub lacks scopes"),
    /** The user is made, and was not there before. */
    USER("No user was made for the proof"),
    /** The user's server starts. */
    SERVER("The user's server did not start"),
    /** The user gets a token. */
    USER_TOKEN("The user got no token"),
    /** The server answers at its address. */
    ROUTE("The user's server does not answer"),
    /** The server starts a kernel. */
    KERNEL("The user's server starts no kernel"),
    /** The kernel can be talked to. */
    WEBSOCKET("No websocket upgrade passes: what stands in front of the hub, such as its ingress, must let it through"),
    /** The kernel runs the cell. */
    CELL("The cell did not run"),
    /** A file is kept. */
    FILE("The user's server keeps no file"),
    /** The server stops and starts again, and the file is still there. */
    STORAGE("The user's file did not survive a restart of the server");

    private final String failure;

    CellStep(String failure) {
        this.failure = failure;
    }

    /**
     * That it failed, in a sentence.
     *
     * @param detail without a full stop
     */
    public String failed(String detail) {
        return failure + ": " + detail + ".";
    }
}
