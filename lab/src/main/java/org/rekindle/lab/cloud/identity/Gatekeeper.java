// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.Action;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/** Lets requests with a good token through to a service and answers the others as keystonemiddleware does. */
public final class Gatekeeper {

    private final TokenCheck tokens;

    /** For tokens of the simulated Keystone. */
    public Gatekeeper(Tokens tokens) {
        this(tokens::caller);
    }

    /** For tokens that another Keystone has given out. */
    public Gatekeeper(TokenCheck tokens) {
        this.tokens = tokens;
    }

    /** Says who makes a request with a token; empty when the token is not good. */
    @FunctionalInterface
    public interface TokenCheck {

        Optional<Caller> caller(@Nullable String token) throws Exception;
    }

    /** An action that knows who asks. */
    @FunctionalInterface
    public interface Authenticated {

        Reply run(ApiCall call, Caller caller) throws Exception;
    }

    /** The action for those with a good token. */
    public Action guard(Authenticated action) {
        return call -> {
            Caller caller = tokens.caller(call.header("X-Auth-Token")).orElse(null);
            return caller == null ? unauthorized(call.baseUrl()) : action.run(call, caller);
        };
    }

    static Reply unauthorized(String baseUrl) {
        JsonFields error = new JsonFields()
                .with("code", 401)
                .with("title", "Unauthorized")
                .with("message", "The request you have made requires authentication.");
        return Reply.of(401, JsonFields.of("error", error))
                .with("Www-Authenticate", "Keystone uri=\"" + baseUrl + Keystone.PATH + "\"");
    }
}
