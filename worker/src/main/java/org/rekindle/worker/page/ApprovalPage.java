// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.worker.runs.CallDeadline;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.workflows.model.approval.Approve;

/**
 * The page on which a person reads a plan and approves it with a passkey. To read it changes nothing. An approval is a request of its
 * own, which other sites cannot have a browser send, and the run checks it as it checks one of the command line.
 */
public final class ApprovalPage implements WebPage {

    /** The page's route, and that of approvals. */
    public static final String ROUTE = "/approve/{cluster}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PageGuard guard;
    private final List<String> clusters;
    private final Recoveries recoveries;
    private final ApprovalLook look;
    private final @Nullable PasskeySite site;
    private final HtmlTemplate html = new HtmlTemplate("approve.html.mustache");

    /**
     * A page for those whom the guard admits.
     *
     * @param clusters the ids of the fleet file
     * @param site of the fleet file; null where it has none, so that nothing can be approved here
     */
    public ApprovalPage(
            PageGuard guard,
            List<String> clusters,
            Recoveries recoveries,
            ApprovalLook look,
            @Nullable PasskeySite site) {
        this.guard = guard;
        this.clusters = List.copyOf(clusters);
        this.recoveries = recoveries;
        this.look = look;
        this.site = site;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(ROUTE, this::show).post(ROUTE, this::approve);
    }

    private void show(Context context) {
        PageHeaders.protectWithScripts(context);
        if (guard.admits(context) && isKnown(context)) {
            context.html(html.of(CallDeadline.OF_A_PAGE.bound(() -> look.at(cluster(context)))));
        }
    }

    private void approve(Context context) {
        PageHeaders.protectWithScripts(context);
        if (guard.admits(context) && isKnown(context) && OwnPage.sends(context, site)) {
            Approve approve = read(context);
            if (approve != null) {
                send(context, approve);
            }
        }
    }

    private boolean isKnown(Context context) {
        if (clusters.contains(cluster(context))) {
            return true;
        }
        refuse(context, HttpStatus.NOT_FOUND, "The fleet file has no such cluster.");
        return false;
    }

    private static @Nullable Approve read(Context context) {
        try {
            Approve approve = JSON.readValue(context.body(), Approve.class);
            if (approve != null && approve.signature() != null && approve.at() != null) {
                return approve;
            }
        } catch (JsonProcessingException notFromThePage) {
            refuse(context, HttpStatus.BAD_REQUEST, "The approval is not in the form in which the page sends it.");
            return null;
        }
        refuse(context, HttpStatus.BAD_REQUEST, "The approval is not signed. Load the page again.");
        return null;
    }

    private void send(Context context, Approve approve) {
        try {
            String objection = CallDeadline.OF_A_PAGE.bound(() -> look.objection(cluster(context), approve));
            if (objection == null) {
                context.result(CallDeadline.OF_A_PAGE.bound(() -> recoveries.approve(cluster(context), approve)));
            } else {
                refuse(context, HttpStatus.CONFLICT, objection);
            }
        } catch (RunFailure failure) {
            refuse(context, status(failure.kind()), String.valueOf(failure.getMessage()));
        }
    }

    private static HttpStatus status(RunFailure.Kind kind) {
        return switch (kind) {
            case REFUSED -> HttpStatus.CONFLICT;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case UNREACHABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case FAILED -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static void refuse(Context context, HttpStatus status, String sentence) {
        context.status(status).result(sentence);
    }

    private static String cluster(Context context) {
        return context.pathParam("cluster");
    }
}
