// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.HubActivities.CellProof;
import org.rekindle.workflows.api.HubActivities.CellRequest;
import org.rekindle.workflows.model.run.FailureCode;

/** Makes a user, runs a cell on the user's server, and takes the user away again whatever came of it. */
final class CellProver {

    /** How long the end may take: kubelets give a server that is stopped half a minute. */
    private static final Duration CLEANING = Duration.ofSeconds(60);

    private final HubHttp http;
    private final Clock clock;
    private final Patience patience;

    CellProver(HubHttp http, Clock clock, Patience patience) {
        this.http = http;
        this.clock = clock;
        this.patience = patience;
    }

    CellProof prove(String hub, String token, CellRequest request, Instant deadline) {
        HubUser user = new HubUser(http, clock, patience, hub, token, request);
        try {
            String version = user.check();
            return use(user, version, request.hub().verification().keepsFiles(), deadline.minus(CLEANING));
        } catch (StepFailed e) {
            return failed(e, null);
        }
    }

    private CellProof use(HubUser user, String version, boolean keepsFiles, Instant end) {
        StepFailed failure = null;
        String left;
        try {
            user.make(end);
            UserServer server = started(user, end);
            server.runCell();
            String content = server.writeFile();
            if (keepsFiles) {
                user.stop(end);
                server = started(user, end);
                server.findFile(content);
            }
            server.removeFile();
        } catch (StepFailed e) {
            failure = e;
        } finally {
            left = takeAway(user);
        }
        if (failure == null) {
            return new CellProof(null, proven(version, keepsFiles), left);
        }
        return failed(failure, left);
    }

    private UserServer started(HubUser user, Instant end) throws StepFailed {
        return new UserServer(http, clock, patience, user.start(end), user.newToken());
    }

    private static String proven(String version, boolean keepsFiles) {
        String cell = "on a new user's server of JupyterHub " + version;
        if (keepsFiles) {
            return cell + ", and a file survived a restart of it";
        }
        return cell;
    }

    private static CellProof failed(StepFailed failure, @Nullable String left) {
        if (failure.isPassing()) {
            throw Failures.of(FailureCode.UNAVAILABLE, failure.step().failed(failure.detail()));
        }
        return new CellProof(failure.step(), failure.detail(), left);
    }

    /** Also when the activity is cancelled, which interrupts it. */
    private @Nullable String takeAway(HubUser user) {
        boolean interrupted = Thread.interrupted();
        try {
            return user.takeAway(clock.instant().plus(CLEANING));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
