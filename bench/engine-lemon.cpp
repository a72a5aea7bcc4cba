// Reads "mentees mentors pairs penalty", the capacities and "mentee mentor score" a line; prints matched, total and the milliseconds of each run.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <vector>

int main(int argc, char **argv) {
  int runs = argc > 1 ? atoi(argv[1]) : 3, n, m, pairs;
  long long penalty;
  if (scanf("%d %d %d %lld", &n, &m, &pairs, &penalty) != 4) return 1;
  lemon::SmartDigraph graph;
  std::vector<lemon::SmartDigraph::Node> left(n), right(m);
  for (auto &node : left) node = graph.addNode();
  for (auto &node : right) node = graph.addNode();
  auto source = graph.addNode(), sink = graph.addNode();
  lemon::SmartDigraph::ArcMap<int> room(graph);
  lemon::SmartDigraph::ArcMap<long long> cost(graph);
  auto arc = [&](auto from, auto to, int most, long long price) {
    auto made = graph.addArc(from, to);
    room[made] = most;
    cost[made] = price;
    return made;
  };
  for (auto &node : left) arc(source, node, 1, 0);
  for (auto &node : right) {
    int capacity;
    if (scanf("%d", &capacity) != 1) return 1;
    arc(node, sink, capacity, 0);
  }
  std::vector<lemon::SmartDigraph::Arc> arcs(pairs);
  std::vector<int> scores(pairs);
  for (int e = 0; e < pairs; e++) {
    int i, j;
    if (scanf("%d %d %d", &i, &j, &scores[e]) != 3) return 1;
    arcs[e] = arc(left[i], right[j], 1, -penalty - scores[e]);
  }
  arc(source, sink, n, 0);
  long long matched = 0, total = 0;
  for (int run = 0; run < runs; run++) {
    auto begin = std::chrono::steady_clock::now();
    lemon::NetworkSimplex<lemon::SmartDigraph, int, long long> simplex(graph);
    simplex.upperMap(room).costMap(cost).stSupply(source, sink, n).run();
    auto end = std::chrono::steady_clock::now();
    fprintf(stdout, "%s%.3f", run ? " " : "", std::chrono::duration<double, std::milli>(end - begin).count());
    matched = total = 0;
    for (int e = 0; e < pairs; e++)
      if (simplex.flow(arcs[e]) > 0) matched++, total += scores[e];
  }
  printf("\n%lld %lld\n", matched, total);
}
