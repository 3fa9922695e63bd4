// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import io.javalin.http.HandlerType;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/**
 * {@code /v1/credentials}, from 1.12 on: a new application credential for a cluster. It leaves the cluster in {@code
 * UPDATE_COMPLETE} even after a failure, and so is the one way out of {@code UPDATE_FAILED} that lets an
 * upgrade be tried again.
 */
final class CredentialApi {

    private final Conductor conductor;
    private final Creation creation;

    CredentialApi(Conductor conductor, Creation creation) {
        this.conductor = conductor;
        this.creation = creation;
    }

    void serve(Endpoints endpoints) {
        endpoints.change(
                HandlerType.PATCH,
                "/v1/credentials/{cluster}",
                "magnum.credential.rotate",
                12,
                "patch",
                Mutation.Kind.CREDENTIAL_ROTATION,
                this::rotate);
    }

    private Reply rotate(Request request) {
        Cluster cluster = request.about(conductor.books.cluster(request.call().segment("cluster"), request.caller()));
        request.requireMember("credential:rotate");
        boolean allowed = cluster.status.complete()
                || cluster.status == SimulatedStatus.UPDATE_IN_PROGRESS
                || cluster.status == SimulatedStatus.UPDATE_FAILED;
        if (!allowed) {
            throw MagnumError.badRequest("magnum.conductor.handlers.credential_conductor when cluster status is \""
                    + cluster.status + "\" is not supported.");
        }
        if (request.caller().restricted()) {
            String reason = creation.restrictedCredential(request.caller());
            conductor.fail(cluster, SimulatedStatus.UPDATE_FAILED, reason);
            throw MagnumError.afterTheFact(500, reason);
        }
        cluster.status = SimulatedStatus.UPDATE_COMPLETE;
        cluster.statusReason = null;
        conductor.touch(cluster);
        conductor.idle(cluster);
        return Reply.of(202, JsonFields.of("uuid", cluster.uuid));
    }
}
