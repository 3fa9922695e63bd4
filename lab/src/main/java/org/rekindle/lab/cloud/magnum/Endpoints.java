// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import io.javalin.http.HandlerType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.Action;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** Adds routes on which the token, the microversion, the books' monitor, errors and mutations are taken care of. */
final class Endpoints {

    private final Routes routes;
    private final Gatekeeper gatekeeper;
    private final Books books;
    private final LabClock clock;
    private final Consumer<Mutation> recorder;

    Endpoints(Routes routes, Gatekeeper gatekeeper, Books books, LabClock clock, Consumer<Mutation> recorder) {
        this.routes = routes;
        this.gatekeeper = gatekeeper;
        this.books = books;
        this.clock = clock;
        this.recorder = recorder;
    }

    /** Carries a request out while the books are held. */
    @FunctionalInterface
    interface Handler {

        Reply run(Request request);
    }

    /** Something that is only looked at. */
    Endpoints get(String path, String operation, Handler handler) {
        return get(path, operation, 1, "", handler);
    }

    /** Something that is only looked at, from a microversion on. */
    Endpoints get(String path, String operation, int since, String api, Handler handler) {
        return add(HandlerType.GET, path, operation, since, api, null, handler);
    }

    /** Something that changes the cloud. */
    Endpoints change(HandlerType method, String path, String operation, Mutation.Kind kind, Handler handler) {
        return change(method, path, operation, 1, "", kind, handler);
    }

    /** Something that changes the cloud, from a microversion on. */
    Endpoints change(
            HandlerType method,
            String path,
            String operation,
            int since,
            String api,
            Mutation.Kind kind,
            Handler handler) {
        return add(method, path, operation, since, api, kind, handler);
    }

    /** Something that only the operator of the cloud does, which is not counted. */
    Endpoints administer(HandlerType method, String path, String operation, Handler handler) {
        return add(method, path, operation, 1, "", null, handler);
    }

    private Endpoints add(
            HandlerType method,
            String path,
            String operation,
            int since,
            String api,
            Mutation.@Nullable Kind kind,
            Handler handler) {
        Action action = gatekeeper.guard((call, caller) -> {
            try {
                Microversion version = Microversion.parse(call.header(Microversion.HEADER));
                version.require(since, api);
                return version.stamp(serve(new Request(call, caller, version), kind, handler));
            } catch (Microversion.UnacceptableException e) {
                return e.reply();
            }
        });
        routes.add(method, MagnumApi.PATH + path, operation, action);
        return this;
    }

    private Reply serve(Request request, Mutation.@Nullable Kind kind, Handler handler) {
        synchronized (books) {
            Reply reply;
            boolean refused = false;
            try {
                reply = handler.run(request);
            } catch (MagnumError error) {
                reply = error.reply();
                refused = !error.carriedOut();
            }
            if (kind != null) {
                recorder.accept(new Mutation(
                        clock.now(),
                        kind,
                        request.clusterUuid(),
                        request.subject(),
                        request.runMark(),
                        request.newNodeGroup(),
                        request.upgradeTo(),
                        reply.status(),
                        request.call().requestId(),
                        refused));
            }
            return reply;
        }
    }

    /** Answers what no route answers, in the form in which Magnum does. */
    void nothingElse() {
        Action nowhere = gatekeeper.guard(Endpoints::notFound);
        for (HandlerType method : new HandlerType[] {
            HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE
        }) {
            routes.add(method, MagnumApi.PATH + "/<path>", "magnum.unknown", nowhere);
        }
    }

    private static Reply notFound(ApiCall call, Caller caller) {
        try {
            Microversion.parse(call.header(Microversion.HEADER));
        } catch (Microversion.UnacceptableException e) {
            return e.reply();
        }
        return MagnumError.plain(404, "Not Found", "");
    }
}
