// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.List;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/** An answer that is an error, in the form that Magnum's parsable-error middleware gives it. */
final class MagnumError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean carriedOut;

    private MagnumError(int status, String detail, boolean carriedOut) {
        super(detail);
        this.status = status;
        this.carriedOut = carriedOut;
    }

    static MagnumError of(int status, String detail) {
        return new MagnumError(status, detail, false);
    }

    /** An error that comes after something has been changed. */
    static MagnumError afterTheFact(int status, String detail) {
        return new MagnumError(status, detail, true);
    }

    static MagnumError badRequest(String detail) {
        return of(400, detail);
    }

    static MagnumError notFound(String kind, String identifier) {
        return of(404, kind + " " + identifier + " could not be found.");
    }

    static MagnumError conflict(String detail) {
        return of(409, detail);
    }

    static MagnumError policy(String rule) {
        return of(403, "Policy doesn't allow " + rule + " to be performed.");
    }

    static MagnumError invalid(String attribute, String value, String why) {
        return badRequest("Invalid input for field/attribute " + attribute + ". Value: '" + value + "'. " + why);
    }

    static MagnumError unsupportedWhen(String doing, SimulatedStatus status) {
        return badRequest(doing + " when status is \"" + status + "\" is not supported.");
    }

    int status() {
        return status;
    }

    boolean carriedOut() {
        return carriedOut;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    Reply reply() {
        String detail = detail();
        return render(status, status < 500 ? "client" : "server", untilFirstDot(detail), detail);
    }

    private static String untilFirstDot(String detail) {
        int dot = detail.indexOf('.');
        if (dot < 0) {
            return detail;
        }
        return detail.substring(0, dot);
    }

    /** The form in which errors come that were raised before Magnum's own code was reached. */
    static Reply plain(int status, String title, String detail) {
        return render(status, "", title, detail);
    }

    private static Reply render(int status, String code, String title, String detail) {
        JsonFields error = new JsonFields()
                .with("request_id", "")
                .with("code", code)
                .with("status", status)
                .with("title", title)
                .with("detail", detail)
                .with("links", List.of());
        return Reply.of(status, JsonFields.of("errors", List.of(error)));
    }
}
