// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.Loopback;
import org.rekindle.worker.fleet.PageLogin;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.webhook.auth.BasicLogin;

/**
 * Who may see the page: whoever shows the login; without one, whoever is on the worker's machine and asks for it by a name of that
 * machine. A page of another site, whose name leads here, has another.
 */
public final class PageGuard {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final @Nullable BasicLogin login;

    private final boolean isHere;

    /** @throws org.rekindle.worker.fleet.FaultyFile when the password cannot be used */
    public PageGuard(Webhooks place, @Nullable PageLogin login) {
        this.isHere = Loopback.isNamed(place.host());
        this.login = login == null ? null : new BasicLogin(login.user(), login.passwordFile());
    }

    /** Whether a request may see the page; if not, it is answered. */
    boolean admits(Context context) {
        if (login == null) {
            return admitsWithoutLogin(context);
        }
        if (login.isShownBy(context.header(Header.AUTHORIZATION))) {
            return true;
        }
        context.header(Header.WWW_AUTHENTICATE, "Basic realm=\"rekindle\", charset=\"UTF-8\"")
                .status(HttpStatus.UNAUTHORIZED)
                .result("Log in with the user and password of page.login in the fleet file.");
        return false;
    }

    private boolean admitsWithoutLogin(Context context) {
        String host = String.valueOf(context.host()).replaceFirst(":\\d+$", "");
        if (isHere && NAMES.contains(host)) {
            return true;
        }
        context.status(HttpStatus.FORBIDDEN)
                .result("Without page.login in the fleet file, this page is shown on the worker's machine alone, at"
                        + " 127.0.0.1 or localhost.");
        return false;
    }
}
