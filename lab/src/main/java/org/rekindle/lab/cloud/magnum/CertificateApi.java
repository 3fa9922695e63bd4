// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CertificateAuthorities;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/** {@code /v1/certificates}: the cluster's authorities and what they sign. */
final class CertificateApi {

    private static final Attributes ATTRIBUTES = new Attributes(
            "certificate",
            Map.of(
                    "cluster_uuid", Attributes.text(),
                    "csr", new Attributes.Type.Anything(),
                    "pem", new Attributes.Type.Anything(),
                    "ca_cert_type", new Attributes.Type.Anything(),
                    "links", new Attributes.Type.ReadOnly()),
            List.of());

    private final Conductor conductor;
    private final Books books;
    private final LabClock clock;

    CertificateApi(Conductor conductor) {
        this.conductor = conductor;
        this.books = conductor.books;
        this.clock = conductor.clock;
    }

    void serve(Endpoints endpoints) {
        String one = "/v1/certificates/{cluster}";
        endpoints
                .get(
                        one,
                        "magnum.certificate.show",
                        request -> show(request, request.call().query("ca_cert_type")))
                .get(
                        one + "/{type}",
                        "magnum.certificate.show",
                        request -> show(request, request.call().segment("type")))
                .change(
                        HandlerType.POST,
                        "/v1/certificates",
                        "magnum.certificate.sign",
                        Mutation.Kind.CERTIFICATE_SIGN,
                        this::sign)
                .change(
                        HandlerType.PATCH,
                        one,
                        "magnum.certificate.rotate",
                        Mutation.Kind.CERTIFICATE_AUTHORITY_ROTATION,
                        this::rotate);
    }

    private Reply show(Request request, @Nullable String type) {
        Cluster cluster = books.cluster(request.call().segment("cluster"), request.caller());
        request.requireMember("certificate:get");
        return Reply.ok(view(cluster, request)
                .with("pem", authority(cluster, AuthorityType.of(type)).certificatePem()));
    }

    private Reply sign(Request request) {
        JsonNode body = ATTRIBUTES.read(request.call().body());
        Cluster cluster = request.about(clusterOf(body, request));
        request.requireMember("certificate:create");
        String csr = Attributes.textOf(body, "csr");
        if (csr == null) {
            throw MagnumError.of(500, "Cannot load 'csr' in the base class");
        }
        String type = Attributes.textOf(body, "ca_cert_type");
        try {
            String pem = CertificateAuthorities.sign(authority(cluster, AuthorityType.of(type)), csr, clock.now());
            JsonFields view = view(cluster, request).with("csr", csr).with("pem", pem);
            return Reply.of(201, type == null ? view : view.with("ca_cert_type", type));
        } catch (CertificateAuthorities.InvalidRequestException e) {
            throw MagnumError.badRequest("Received invalid csr b" + PythonText.repr(body.path("csr")) + ".");
        }
    }

    /**
     * New authorities are stored before the driver says that it cannot do this: from here on what Magnum signs is not
     * trusted by the cluster any more, and the cluster has failed.
     */
    private Reply rotate(Request request) {
        Cluster cluster = request.about(books.cluster(request.call().segment("cluster"), request.caller()));
        request.requireMember("certificate:rotate_ca");
        if (!cluster.status.complete()) {
            throw MagnumError.unsupportedWhen("Updating a cluster", cluster.status);
        }
        cluster.authorities.clear();
        authority(cluster, AuthorityType.KUBERNETES);
        String reason = "'rotate_ca_certificate' is not supported by this driver.";
        conductor.fail(cluster, SimulatedStatus.UPDATE_FAILED, reason);
        throw MagnumError.afterTheFact(400, reason);
    }

    private Cluster clusterOf(JsonNode body, Request request) {
        try {
            return books.cluster(
                    Objects.requireNonNullElse(Attributes.textOf(body, "cluster_uuid"), "None"), request.caller());
        } catch (MagnumError error) {
            if (error.status() == 404) {
                throw MagnumError.badRequest(error.detail());
            }
            throw error;
        }
    }

    /** The authority of a type, which is made when it is first asked for. */
    private ClusterMachines.CertificateAuthority authority(Cluster cluster, AuthorityType type) {
        return cluster.authorities.computeIfAbsent(
                type,
                missing -> conductor.authorities.make(
                        cluster.name, cluster.authorities.isEmpty() ? clock.now() : cluster.createdAt));
    }

    private static JsonFields view(Cluster cluster, Request request) {
        return new JsonFields()
                .with("cluster_uuid", cluster.uuid)
                .with("links", Links.of(request.url(), "certificates/" + cluster.uuid));
    }
}
