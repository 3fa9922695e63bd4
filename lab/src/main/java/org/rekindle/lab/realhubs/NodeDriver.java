// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The half of the Cinder driver that a node has. Its socket lies where the kubelet looks for drivers: a unix socket is reached by its
 * path, from other namespaces too.
 */
public final class NodeDriver implements AutoCloseable {

    /** The name of the driver, which is that of the real one. */
    static final String NAME = "cinder.csi.openstack.org";

    private static final int LONGEST_END = 10;

    private final EpollEventLoopGroup threads = new EpollEventLoopGroup(1);
    private final Server server;

    private NodeDriver(Path socket, NodeServices services) throws IOException {
        this.server = NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
                .channelType(EpollServerDomainSocketChannel.class)
                // A unix socket has no such option: null takes back that gRPC sets it.
                .withChildOption(ChannelOption.SO_KEEPALIVE, null)
                .bossEventLoopGroup(threads)
                .workerEventLoopGroup(threads)
                .addServices(services.all())
                .build()
                .start();
    }

    /**
     * Has the kubelet of a plane find it.
     *
     * @param node the name of the plane's node
     */
    public static NodeDriver start(HubPlane plane, String node, VolumeFolders volumes) throws IOException {
        // The path of a unix socket is short, so it is opened by a short way to the same folder.
        Path shortcut = Files.createTempDirectory("csi");
        Path registry = Files.createSymbolicLink(
                shortcut.resolve("plugins"), plane.outside("/run/plane/kubelet/plugins_registry"));
        try {
            return new NodeDriver(registry.resolve(NAME + ".sock"), new NodeServices(plane, node, volumes));
        } finally {
            Files.delete(registry);
            Files.delete(shortcut);
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
        Future<?> unused =
                threads.shutdownGracefully(0, LONGEST_END, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
