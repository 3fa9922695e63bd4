module example

go 1.21

require example.com/tools v1.2.3
