// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.oidc.ProviderTrouble;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.worker.runs.CallDeadline;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;

/**
 * Approves by a login at the identity provider. The approval page begins it, by a request that no other site can have a browser send. The
 * provider sends the browser back, and only the browser that began it is heard. No address is taken from a request.
 */
public final class LoginPage implements WebPage {

    /** Begins a login. */
    private static final String BEGIN = "/oidc/login/{cluster}";

    /** Where the provider sends the browser, below {@code page.address}. It must be registered there. */
    public static final String CALLBACK = "/oidc/callback";

    private static final String COOKIE = "rekindle-login";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PageGuard guard;
    private final @Nullable PasskeySite site;
    private final Recoveries recoveries;
    private final LoginStart start;
    private final Clock clock;
    private final PendingLogins pending = new PendingLogins();
    private final HtmlTemplate html = new HtmlTemplate("login.html.mustache");

    /**
     * Logins for those whom the guard admits.
     *
     * @param site of the fleet file; null where it has none, so that nobody logs in here
     */
    public LoginPage(
            PageGuard guard, @Nullable PasskeySite site, Recoveries recoveries, LoginStart start, Clock clock) {
        this.guard = guard;
        this.site = site;
        this.recoveries = recoveries;
        this.start = start;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(BEGIN, this::begin).get(CALLBACK, this::callback);
    }

    /** Answers with the address of the provider's page. */
    private void begin(Context context) {
        PageHeaders.protect(context);
        if (!guard.admits(context) || !OwnPage.sends(context, site) || site == null) {
            return;
        }
        try {
            Approve asked = JSON.readValue(context.body(), Approve.class);
            PendingLogins.Pending begun = start.begin(context.pathParam("cluster"), asked, site.origin() + CALLBACK);
            pending.add(begun);
            context.header(Header.SET_COOKIE, cookie(begun.login().state(), PendingLogins.LONGEST.toSeconds()))
                    .result(begun.login().page().toString());
        } catch (JsonProcessingException notFromThePage) {
            context.status(HttpStatus.BAD_REQUEST).result("The request is not in the form in which the page sends it.");
        } catch (NothingToApprove | RunFailure | ProviderTrouble trouble) {
            context.status(HttpStatus.CONFLICT).result(String.valueOf(trouble.getMessage()));
        }
    }

    private void callback(Context context) {
        PageHeaders.protect(context);
        if (!guard.admits(context)) {
            return;
        }
        context.header(Header.SET_COOKIE, cookie("", 0));
        String state = context.queryParam("state");
        Optional<PendingLogins.Pending> begun = state != null && state.equals(context.cookie(COOKIE))
                ? pending.take(state, clock.instant())
                : Optional.empty();
        if (begun.isPresent()) {
            approve(context, begun.get());
        } else {
            answer(
                    context.status(HttpStatus.FORBIDDEN),
                    null,
                    "Nothing was approved: this login was not begun in this browser, came back before, or took longer"
                            + " than 10 min.");
        }
    }

    private void approve(Context context, PendingLogins.Pending begun) {
        ApprovalText text = begun.text();
        String code = context.queryParam("code");
        if (code == null || code.isBlank()) {
            answer(context.status(HttpStatus.FORBIDDEN), text.cluster(), "The identity provider refused the login.");
            return;
        }
        try {
            String token = begun.login().idToken(code);
            Approve approve = new Approve(text.plan(), text.by(), text.at(), token);
            answer(
                    context,
                    text.cluster(),
                    CallDeadline.OF_A_PAGE.bound(() -> recoveries.approve(text.cluster(), approve)));
        } catch (RunFailure | ProviderTrouble trouble) {
            answer(context.status(HttpStatus.CONFLICT), text.cluster(), String.valueOf(trouble.getMessage()));
        }
    }

    private void answer(Context context, @Nullable String cluster, String sentence) {
        Map<String, @Nullable Object> scope = new HashMap<>();
        scope.put("cluster", cluster);
        scope.put("sentence", sentence);
        context.html(html.of(scope));
    }

    /** Lax: the browser shows it when the provider sends the person back, and to nothing that a page of another site loads. */
    private String cookie(String value, long seconds) {
        String flags = site != null && site.origin().startsWith("https:") ? "; Secure" : "";
        return COOKIE + "=" + value + "; Path=" + CALLBACK + "; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                + flags;
    }
}
